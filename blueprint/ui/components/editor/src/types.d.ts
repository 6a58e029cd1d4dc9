/** The data that Python sends (blueprint/ui/components/editor/__init__.py) and takes back, and what the editor keeps. */

import "@tiptap/core";
import type { ListSigns } from "./schema/lists.js";
import type { Messages } from "../../../client/messages.js";

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    footnotes: { addFootnote: () => ReturnType };
    lists: { setListSigns: (signs: Partial<ListSigns>) => ReturnType; toggleTasks: () => ReturnType };
    tables: { toggleHeadRow: () => ReturnType };
    link: { setLink: (attributes: { href: string }) => ReturnType; unsetLink: () => ReturnType };
  }
}

export interface Principle {
  name: string;
  statement: string;
}

export interface EditorData {
  messages: Messages;
  markdown: string;
  title: string;
  language: string;
  base: string | number;
  /** The text is read again when this changes. */
  version: string;
  /** The number of the draft that the text is; 0 for none. */
  sequence: number | null;
  /** The name of the state of the draft that the text is; "" for no draft. */
  state: string;
  conflicts: Conflict[];
  draftUrl: string;
  /** The topic of notices that the draft has changed. */
  draftTopic: string;
  imagesUrl: string;
  imagesBase: string;
  /** The library that draws formulas. */
  mathUrl: string;
  signInUrl: string;
  journalKey: string;
  /** With which this device encrypts what it stores: 32 bytes in hexadecimal digits. */
  storageKey: string;
  principles: Principle[] | null;
  refusal: string;
  readOnly: boolean;
}

/** The text and the revision that it was begun from. */
export interface DraftText {
  base: string | number;
  title: string;
  markdown: string;
}

/** The last text that an editor knows the server to have, and the name of its state; null for what is not known. */
export interface Shared {
  state: string | null;
  base: string | number;
  title: string | null;
  markdown: string | null;
}

/** What an editor sends: see `DraftWrite` in blueprint/domain/drafts.py. */
export interface DraftEntry extends DraftText {
  sequence: number;
  device: string;
  follows: string | null;
  ancestor: { title: string; markdown: string } | null;
}

/** Two wordings of a passage, or two titles: see `DraftConflict` in blueprint/domain/drafts.py. */
export interface Conflict {
  id: string;
  kind: "passage" | "row" | "title";
  stored: string;
  sent: string;
}

/** A draft as the server has it; without its text where that is what was sent. */
export interface StoredDraft {
  sequence: number;
  state: string;
  base: string | number;
  conflicts: Conflict[];
  title?: string;
  markdown?: string;
}

/** What the person saves as a revision. */
export interface Revision extends DraftText {
  sequence: number;
  /** The draft's at that sequence; null for none that the server knows. */
  state: string | null;
  message: string;
}

/** What Streamlit passes to a component. */
export interface Component {
  parentElement: HTMLElement;
  data: EditorData;
  setTriggerValue: (name: string, value: unknown) => void;
}

export type State =
  | "saved"
  | "saving"
  | "updated"
  | "unchanged"
  | "offline"
  | "offlineUnstored"
  | "unavailable"
  | "signedOut"
  | "refused";

/** Shows how the draft is; `detail` is a sentence in place of the usual one, or "tooLarge". */
export type Show = (state: State, detail?: string | null) => void;

/** What the keys and buttons do beside changing the text. */
export interface Commands {
  link: () => void;
  /** Without a file, it asks for one. */
  image: (file?: File) => void;
  /** Opens the formula at a position, or asks for a new one. */
  formula: (at?: number) => void;
  /** Describe the image at a position of the document. */
  describe: (at: number | undefined) => void;
  save: () => void;
  source: () => void;
}

/** A stored image's address, or a sentence why there is none. */
export type SentImage = { src: string } | { message: string };
