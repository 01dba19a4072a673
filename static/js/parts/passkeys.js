// Asks the browser for a passkey and sends what it says as the form's hidden field. The words for what can
// go wrong stand on the form; the server has the last word on every passkey.
const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const named = (list) => list?.map((credential) => ({ ...credential, id: bytes(credential.id) }));

const ASK = {
  create({ publicKey }) {
    return navigator.credentials.create({
      publicKey: {
        ...publicKey,
        challenge: bytes(publicKey.challenge),
        user: { ...publicKey.user, id: bytes(publicKey.user.id) },
        excludeCredentials: named(publicKey.excludeCredentials),
        // One that signs its owner in alone, so it is kept with the account's name and opened by its owner only.
        authenticatorSelection: {
          ...publicKey.authenticatorSelection,
          residentKey: "required",
          requireResidentKey: true,
          userVerification: "required",
        },
      },
    });
  },
  get({ publicKey }) {
    return navigator.credentials.get({
      publicKey: {
        ...publicKey,
        challenge: bytes(publicKey.challenge),
        allowCredentials: named(publicKey.allowCredentials),
      },
    });
  },
};

function plain(credential) {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      ...Object.fromEntries(parts.filter((part) => response[part]).map((part) => [part, text(response[part])])),
      transports: response.getTransports?.() ?? [],
    },
  };
}

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
  // To sign in, the challenge is fetched when it is wanted, so that the page costs none.
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new DOMException("", "NetworkError");
  return (await answer.json()).request_options;
}

const WORDS = {
  InvalidStateError: "hereAlready",
  SecurityError: "wrongAddress",
  NotSupportedError: "notSupported",
  NetworkError: "noAnswer",
};

export function connect(form) {
  const button = form.querySelector("button:not([type=button])");
  const problem = form.querySelector("[data-passkey-problem]");
  const say = (words) => {
    problem.querySelector("p").textContent = words;
    problem.hidden = false;
  };
  // Nothing to press on a page that only offers it besides.
  if (!window.PublicKeyCredential) {
    const words = window.isSecureContext ? form.dataset.notSupported : form.dataset.wrongAddress;
    if (form.dataset.passkey !== "sign-in") say(words);
    return;
  }
  button.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    button.disabled = true;
    try {
      const ask = form.dataset.passkey === "create" ? ASK.create : ASK.get;
      form.elements.credential.value = JSON.stringify(plain(await ask(await optionsOf(form))));
      form.submit();
    } catch (error) {
      const key = WORDS[error.name] ?? "cancelled";
      say(form.dataset[key] ?? document.body.dataset[key]);
      button.disabled = false;
    }
  });
}
