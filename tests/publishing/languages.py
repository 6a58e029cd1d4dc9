"""A few sentences of policy in each language we offer, written for these tests."""

_SHAPE = "## {}\n\n{}[^1].\n\n- {}\n\n[^1]: {}\n"

_SENTENCES = {
    "en": (
        "Why",
        "Water is a *right*",
        "“Nobody” pays twice.",
        "So it was agreed.",
    ),
    "ar": (
        "لماذا",
        "الماء **حق** لكل إنسان",
        "لا أحد يدفع مرتين.",
        "هكذا اتُّفق.",
    ),
    "fa": (
        "چرا",
        "آب **حقِ** همه است و هیچ‌کس نباید از آن بی‌بهره بماند",
        "پمپ ژرف‌چاه‌ها",
        "چنین گفته شد.",
    ),
    "ur": (
        "کیوں",
        "پانی ہر انسان کا **حق** ہے، اور ٹھیکے ڈھونڈنے والوں کا نہیں",
        "کوئی دو بار ادا نہ کرے۔",
        "یوں طے ہوا۔",
    ),
    "es": (
        "Por qué",
        "El agua es un *derecho*: ¿quién lo niega? ¡Nadie!",
        "Ningún niño sin agua.",
        "Así se acordó.",
    ),
    "fr": (
        "Pourquoi",
        'L’eau est un *droit* ; "nul" ne la vend, où que ce soit',
        "Cœur, naïveté, Noël.",
        "Ainsi fut dit.",
    ),
    "pt-BR": (
        "Por quê",
        "A água é um *direito* de todas as pessoas",
        "Ações, não promessas.",
        "Assim se decidiu.",
    ),
    "pt-PT": (
        "Porquê",
        "A água é um *direito* de todas as pessoas",
        "Acções, não promessas.",
        "Assim se decidiu.",
    ),
    "de": (
        "Warum",
        'Wasser ist ein *Recht*; "Größe" zählt nicht',
        "Für alle, überall.",
        "So beschlossen.",
    ),
    "it": (
        "Perché",
        "L’acqua è un *diritto*: così è, e così sarà",
        "Più città, meno debiti.",
        "Così fu deciso.",
    ),
    "ru": (
        "Почему",
        'Вода есть *право*, а не "товар"; съёмка ещё идёт',
        "Никто не платит дважды.",
        "Так решили.",
    ),
    "tr": (
        "Neden",
        "Su bir *haktır*; İstanbul’da, Iğdır’da, ağaçta",
        "Kimse iki kez ödemez.",
        "Öyle kararlaştırıldı.",
    ),
    "hu": (
        "Miért",
        "A víz *jog*: árvíztűrő tükörfúrógép",
        "Senki sem fizet kétszer.",
        "Így döntöttek.",
    ),
    "nb": (
        "Hvorfor",
        "Vann er en *rett* for små og store på øya",
        "Ingen betaler to ganger.",
        "Slik ble det.",
    ),
    "ta": (
        "ஏன்",
        "நீர் ஒவ்வொருவரின் **உரிமை**. ஸ்ரீ, க்ஷ",
        "யாரும் இருமுறை செலுத்த வேண்டாம்.",
        "இவ்வாறு முடிவானது.",
    ),
    "ti": (
        "ስለምንታይ",
        "ማይ ናይ ኩሉ ሰብ **መሰል** እዩ",
        "ዋላ ሓደ ክልተ ሳዕ ኣይከፍልን።",
        "ከምኡ ተሰማሚዖም።",
    ),
    "th": (
        "ทำไม",
        "น้ำเป็น **สิทธิ** ของทุกคน ไม่ใช่สินค้า กรุงเทพฯ ที่นี่",
        "ไม่มีใครจ่ายสองครั้ง",
        "ตกลงกันเช่นนี้",
    ),
    "ja": (
        "なぜ",
        "水は**権利**である。「商品」ではない",
        "二度払う人はいない。",
        "そう決まった。",
    ),
    "ms": (
        "Mengapa",
        "Air ialah *hak* setiap orang",
        "Tiada sesiapa membayar dua kali.",
        "Begitu diputuskan.",
    ),
}

TEXTS = {tag: _SHAPE.format(*sentences) for tag, sentences in _SENTENCES.items()}
