"""OpenDocument texts (ISO/IEC 26300, ODF 1.3) read into Pandoc's tree."""
