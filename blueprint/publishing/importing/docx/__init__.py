"""Word files: Office Open XML (ECMA-376, ISO/IEC 29500) read into Pandoc's tree."""
