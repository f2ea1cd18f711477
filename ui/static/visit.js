// Leads an open page to the sign-in once its visit has ended, with the address wanted kept: loaded anew, the address
// is answered by the way in. The live connection ends with a code of its own then; where it ended in another way, or
// was refused, one small question tells whether the visit still counts.
(() => {
  const ENDED = 4401;
  const AGAIN = 3000;
  const Plain = window.WebSocket;
  let leaving = false;
  let asking = false;

  function leave() {
    if (!leaving) {
      leaving = true;
      window.location.reload();
    }
  }

  async function ask() {
    try {
      const address = `${window.__streamlit.BACKEND_BASE_URL}_stcore/host-config`;
      const answer = await fetch(address, { cache: "no-store", credentials: "same-origin" });
      asking = false;
      if (answer.status === 401) leave();
    } catch {
      // Nobody answers: the server starts again, or the network is away.
      setTimeout(ask, AGAIN);
    }
  }

  window.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener("close", (event) => {
        if (event.code === ENDED) {
          leave();
        } else if (!asking && !leaving) {
          asking = true;
          ask();
        }
      });
    }
  };
})();
