/**
 * The data that Python sends (`FolioData` of blueprint/ui/components/folio, whose parts are in blueprint/ui/viewmodels:
 * document.py, comparison.py, threads.py) and the actions that it takes back (blueprint/ui/session/actions.py).
 */

import type { Messages } from "../../../client/messages.js";

export type Side = "old" | "new";
export type Direction = "ltr" | "rtl";

/** Visible characters that are adjacent in the source, at [s, e) of it; `on` has the ids of the threads on them. */
export interface TextPiece {
  t: string;
  s: number;
  e: number;
  m?: [kind: string, address: string][];
  c?: number;
  op?: "=" | "-" | "+";
  side?: Side;
  on?: string[];
}

/** A paragraph; `n` is its number in the margin, `whole` has the threads on all of it. */
export interface DocumentRow {
  i: number;
  kind: string;
  n: number | null;
  label: string;
  level: number;
  marker: string;
  ordered: boolean;
  quote: number;
  head: boolean;
  dir: Direction;
  s: number;
  e: number;
  p: TextPiece[];
  whole: string[];
}

/** One change between two revisions; `merged` has, for one column, the pieces of each new row with the removed ones. */
export interface ComparisonBlock {
  kind: string;
  old: number[];
  new: number[];
  note: string;
  folded: boolean;
  merged?: TextPiece[][];
}

export interface ComparisonView {
  old: Record<number, DocumentRow>;
  new: Record<number, DocumentRow>;
  blocks: ComparisonBlock[];
  summary: string;
}

/** A comment; `at` is an ISO 8601 instant. */
export interface CommentView {
  id: string;
  by: string;
  at: string;
  body: string;
  edited: boolean;
  retracted: boolean;
  mine: boolean;
}

/** A thread; `row` is the paragraph it is beside, -1 for none; `lost` says that its words are gone from there. */
export interface ThreadView {
  id: string;
  number: number;
  side: Side;
  row: number;
  lost: boolean;
  status: string;
  note: string;
  comments: CommentView[];
  resolved: boolean;
  mayResolve: boolean;
}

export interface FolioPermissions {
  comment: boolean;
  place: boolean;
}

/** For the words that are typed: whose they are, the key that encrypts them, and the address of what does. */
export interface FolioStorage {
  owner: string;
  key: string;
  library: string;
}

interface FolioDataBase {
  key: string;
  language: string;
  dir: Direction;
  revision: number;
  old: number | null;
  cards: ThreadView[];
  may: FolioPermissions;
  outcomes: Record<string, string>;
  empty: string;
  identical: string;
  messages: Messages;
  math: string;
  storage: FolioStorage;
}

export interface RevisionData extends FolioDataBase {
  mode: "reading";
  rows: DocumentRow[];
  at?: number | null;
}

export interface ComparisonData extends FolioDataBase {
  mode: "comparing";
  compared: ComparisonView;
}

export type FolioData = RevisionData | ComparisonData;

/** Where a new thread, or one that is placed by hand, points: a range of a revision's source. */
interface Range {
  revision: number;
  start: number;
  end: number;
}

/** What a comment box sends, but for the words. */
export type BoxTarget =
  | ({ action: "start" } & Range)
  | { action: "reply"; thread: string }
  | { action: "edit"; comment: string };

export type Action =
  | (BoxTarget & { body: string })
  | { action: "retract"; comment: string }
  | { action: "resolve" | "reopen"; thread: string }
  | ({ action: "place"; thread: string } & Range);

/** Called with "" when an action was done, else with the sentence that refuses it. */
export type Answered = (refusal: string) => void;

/** Called when an action waits for the connection, and when it is sent. */
export type Progress = (state: "waiting" | "sending") => void;

/** What is drawn now; everything in the folio reads it, only the view replaces it. */
export interface FolioState {
  data: FolioData;
  columns: boolean;
}

/** A row on the screen. */
export interface DrawnRow {
  element: HTMLElement;
  words: HTMLElement | null;
  /** Its block and position there, where one column shows removed words among kept ones. */
  block?: ComparisonBlock;
  at?: number;
}

export interface Entry extends DrawnRow {
  row: DocumentRow;
  side: Side;
  /** Whether this is an old paragraph whose words are shown inside a new one. */
  shownInsideNew: boolean;
  /** What its words were drawn from, so that they are drawn again only when that changes. */
  signature: string;
}

/** A run of unchanged paragraphs that is drawn when it is opened; `rows` has their keys. */
export interface Fold {
  rows: Set<string>;
  open: () => void;
}

/** Selected words, or all of a paragraph's (then `text` is "" and `range` null), as a range of a revision's source. */
export interface Selected {
  side: Side;
  s: number;
  e: number;
  text: string;
  words: HTMLElement;
  range: globalThis.Range | null;
}
