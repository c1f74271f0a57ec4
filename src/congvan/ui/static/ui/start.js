// The only module that a page names: it brings the others.
import "./announce.js";
import "./dialogs.js";
import "./directive.js";
import "./filter.js";
import "./forms.js";
import "./glue.js";
import "./keys.js";
import "./list.js";
import "./pages.js";
import "./print.js";
import "./signer.js";
import "./theme.js";
