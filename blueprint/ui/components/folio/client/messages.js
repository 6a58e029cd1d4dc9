// The folio's messages.

import { messageCatalogue } from "../../../client/messages.js";

export const { setMessages, message, plural } = messageCatalogue();
