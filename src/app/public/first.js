// Plain and first: it must run where nothing else of the page does.
(() => {
  // zod then tries out no `new Function`, which the page's policy would refuse and report.
  globalThis.__zod_globalConfig = { jitless: true };
  function tell(words) {
    var place = document.getElementById('not-started');
    if (!place) return;
    place.textContent = words;
    place.hidden = false;
  }
  addEventListener(
    'error',
    (event) => {
      var from = event.target;
      if (from && from.tagName === 'SCRIPT') {
        tell(
          'A part of Dotwork could not be loaded. Check the connection and load the page again; plans kept in this browser are safe.',
        );
      } else if (/SyntaxError/.test(event.message || '')) {
        tell('This browser is too old for Dotwork. Use a current Chrome, Edge, Safari or Firefox.');
      }
    },
    true,
  );
  if (location.protocol === 'file:') {
    document.addEventListener('DOMContentLoaded', () => {
      tell(
        'Dotwork was opened as a file, and browsers load no programs from files. Start it with "npm start" in the folder it came in, or put the folder on any web server, and open the address that is shown.',
      );
    });
  }
})();
