// Checks files in one Java process: veraPDF's rules for PDF/UA-1 and PDF/A-2a, EPUBCheck's for EPUB 3.
// Run by Rhino, which veraPDF brings along for its own rules, so that no Java compiler is needed.
// Prints for each file and standard one line of JSON:
// {"file": …, "standard": …, "checks": n, "problems": [sentence, …]}.

var validation = Packages.org.verapdf.pdfa.validation.profiles;
var foundry = Packages.org.verapdf.pdfa;

var PROFILES = {"PDF/UA-1": "PDFUA-1.xml", "PDF/A-2a": "PDFA-2A.xml"};

// -- reading a rule profile: the JAXB that veraPDF would read it with is not there, the JDK's own parser is

function element(parent, name) {
    for (var node = parent.getFirstChild(); node !== null; node = node.getNextSibling()) {
        if (node.getNodeType() === 1 && String(node.getLocalName()) === name) { return node; }
    }
    return null;
}

function content(parent, name) {
    var found = element(parent, name);
    return found === null ? "" : String(found.getTextContent());
}

function each(root, name, visit) {
    var found = root.getElementsByTagNameNS("*", name);
    for (var at = 0; at < found.getLength(); at += 1) { visit(found.item(at)); }
}

function parsed(resource) {
    var factory = Packages.javax.xml.parsers.DocumentBuilderFactory.newDefaultInstance();
    factory.setNamespaceAware(true);
    var loader = java.lang.Thread.currentThread().getContextClassLoader();
    var stream = loader.getResourceAsStream("org/verapdf/pdfa/validation/" + resource);
    return factory.newDocumentBuilder().parse(stream).getDocumentElement();
}

function rule(node) {
    var id = element(node, "id");
    var specification = foundry.flavours.PDFAFlavour.Specification.valueOf(id.getAttribute("specification"));
    var number = java.lang.Integer.parseInt(id.getAttribute("testNumber"));
    var name = validation.Profiles.ruleIdFromValues(specification, id.getAttribute("clause"), number);
    var deferred = node.hasAttribute("deferred") ? java.lang.Boolean.valueOf(node.getAttribute("deferred")) : null;
    var words = content(element(node, "error"), "message");
    var message = validation.Profiles.errorFromValues(words, new java.util.ArrayList());
    return validation.Profiles.ruleFromValues(name, node.getAttribute("object"), deferred, node.getAttribute("tags"),
        content(node, "description"), content(node, "test"), message, new java.util.ArrayList());
}

function profile(resource) {
    var root = parsed(resource), rules = new java.util.HashSet(), variables = new java.util.HashSet();
    each(root, "rule", function (node) { rules.add(rule(node)); });
    each(root, "variable", function (node) {
        variables.add(validation.Profiles.variableFromValues(node.getAttribute("name"), node.getAttribute("object"),
            content(node, "defaultValue"), content(node, "value")));
    });
    var details = validation.Profiles.profileDetailsFromValues("", "", "", new java.util.Date(0));
    var flavour = foundry.flavours.PDFAFlavour.valueOf(root.getAttribute("flavour"));
    return validation.Profiles.profileFromValues(flavour, details, "", rules, variables);
}

// -- checking

function pdf(path, standard, rules) {
    var file = new java.io.FileInputStream(path);
    var parser = foundry.Foundries.defaultInstance().createParser(file, rules.getPDFAFlavour());
    var factory = foundry.validation.validators.ValidatorFactory;
    var validator = factory.createValidator(rules, 10, false, true, false);
    var result = validator.validate(parser), problems = [];
    for (var entries = result.getFailedChecks().keySet().iterator(); entries.hasNext();) {
        var id = entries.next();
        problems.push(id.getClause() + "-" + id.getTestNumber() + ": " + rules.getRuleByRuleId(id).getDescription());
    }
    if (!result.isCompliant() && problems.length === 0) { problems.push("not compliant"); }
    validator.close();
    parser.close();
    return {file: String(path), standard: standard, checks: Number(result.getTotalAssertions()), problems: problems};
}

function epub(path) {
    var words = new java.io.StringWriter();
    var report = new Packages.com.adobe.epubcheck.util.WriterReportImpl(new java.io.PrintWriter(words), "", true);
    new Packages.com.adobe.epubcheck.api.EpubCheck(new java.io.File(path), report).doValidate();
    var bad = report.getFatalErrorCount() + report.getErrorCount() + report.getWarningCount();
    var problems = bad > 0 ? String(words).split("\n").filter(function (line) { return line.trim() !== ""; }) : [];
    return {file: String(path), standard: "EPUB 3", checks: 1, problems: problems};
}

function each_file(visit, ending) {
    for (var at = 0; at < arguments_.length; at += 1) {
        if (String(arguments_[at]).slice(-ending.length) === ending) { print(JSON.stringify(visit(arguments_[at]))); }
    }
}

var arguments_ = arguments;
java.util.logging.LogManager.getLogManager().reset();
Packages.org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
java.util.logging.LogManager.getLogManager().reset();
for (var standard in PROFILES) {
    var rules = profile(PROFILES[standard]);
    each_file(function (path) { return pdf(path, standard, rules); }, ".pdf");
}
each_file(epub, ".epub");
