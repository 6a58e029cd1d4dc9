/** The editor's messages. */
import { messageCatalogue } from "../../../client/messages.js";

export const { setMessages, message, plural } = messageCatalogue();
