// Sets theme, palette and density before the first paint; src/lib/preferences.ts keeps them current after it.
(function () {
  var stored = {};
  try {
    stored = JSON.parse(localStorage.getItem('candlewick.preferences')) || {};
  } catch (e) {
    // storage can be forbidden; the defaults then apply
  }
  var theme = stored.theme;
  if (theme !== 'dark' && theme !== 'light')
    theme = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
  var root = document.documentElement.dataset;
  root.theme = theme;
  root.palette = stored.palette === 'blue-orange' ? 'blue-orange' : 'green-red';
  root.density = stored.density === 'compact' ? 'compact' : 'comfortable';
})();
