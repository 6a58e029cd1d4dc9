// The messages of the coverage table.

import { messageCatalogue } from "../../../client/messages.js";

export const { setMessages, message } = messageCatalogue();
