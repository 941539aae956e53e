"use strict";

// Connects to /api/v1/stream of the server that served this page. The token is a query parameter of
// the handshake, because a WebSocket in a browser cannot send headers. It is not shown or stored.
const MAX_SHOWN = 200;
const STREAM = new URL("../../api/v1/stream", document.currentScript.src);
const byId = (id) => document.getElementById(id);
let socket = null;

function topics() {
  return byId("topics").value.split(/[\s,]+/).filter((text) => text !== "");
}

function show(direction, text) {
  let shown = text;
  let kind = "";
  try {
    const message = JSON.parse(text);
    kind = message.type ?? message.op ?? "";
    shown = JSON.stringify(message, null, 2);
  } catch {
    // Not JSON: shown unchanged.
  }
  const entry = document.createElement("li");
  if (kind === "error" || kind === "closing") entry.className = "error";
  const head = document.createElement("time");
  head.textContent = `${new Date().toISOString()} ${direction} ${kind}`;
  const body = document.createElement("pre");
  body.textContent = shown;
  entry.append(head, body);
  byId("log").prepend(entry);
  while (byId("log").children.length > MAX_SHOWN) byId("log").lastChild.remove();
}

function state(text, open) {
  byId("state").textContent = text;
  byId("connect").textContent = socket === null ? "Connect" : "Disconnect";
  for (const id of ["subscribe", "unsubscribe", "ping"]) byId(id).disabled = !open;
}

function send(message) {
  const text = JSON.stringify(message);
  socket.send(text);
  show("sent", text);
}

function connect() {
  const address = new URL(STREAM);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  const token = byId("token").value.trim();
  if (token !== "") address.searchParams.set("token", token);
  const opened = new WebSocket(address);
  let everOpen = false;
  socket = opened;
  state("Connecting", false);
  opened.onopen = () => {
    everOpen = true;
    state("Connected", true);
    if (topics().length > 0) send({ op: "subscribe", topics: topics() });
  };
  opened.onmessage = (event) => show("received", event.data);
  opened.onclose = (event) => {
    if (socket !== opened) return;
    socket = null;
    const rejected = "Rejected: the token is not valid, or the server accepts no more connections";
    const closed = `Closed (${event.code}${event.reason === "" ? "" : `, ${event.reason}`})`;
    state(everOpen ? closed : rejected, false);
  };
}

function disconnect() {
  const open = socket;
  socket = null;
  open.close();
  state("Not connected", false);
}

byId("subscription").addEventListener("submit", (event) => {
  event.preventDefault();
  if (socket === null) connect();
  else disconnect();
});
byId("subscribe").addEventListener("click", () => send({ op: "subscribe", topics: topics() }));
byId("unsubscribe").addEventListener("click", () => send({ op: "unsubscribe", topics: topics() }));
byId("ping").addEventListener("click", () => send({ op: "ping" }));
byId("clear").addEventListener("click", () => byId("log").replaceChildren());
