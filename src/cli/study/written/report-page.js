/* The plots of a study's report: small multiples over a field, a line for each value of another. */
(() => {
  const { columns } = JSON.parse(document.getElementById('data').textContent);
  const set = columns.filter((one) => one.of === 'set' && new Set(one.values).size > 1);
  const numeric = set.filter((one) => one.values.every((value) => typeof value === 'number'));
  const groupable = columns.filter((one) => {
    const count = new Set(one.values).size;
    return (
      one.of !== 'found' && one.name !== 'run' && one.name !== 'index' && count > 1 && count <= 8
    );
  });
  const found = columns.filter(
    (one) => one.of === 'found' && new Set(one.values.filter((value) => value !== null)).size > 1,
  );
  // Okabe and Ito's colours, told apart by people who see few.
  const colours = [
    '#0072b2',
    '#d55e00',
    '#009e73',
    '#cc79a7',
    '#e69f00',
    '#56b4e9',
    '#6b6b6b',
    '#b59b00',
  ];
  const xSelect = document.getElementById('x');
  const groupSelect = document.getElementById('group');
  const plots = document.getElementById('plots');
  const option = (select, one) => select.add(new Option(one.name, one.name));
  for (const one of numeric) option(xSelect, one);
  groupSelect.add(new Option('nothing', ''));
  for (const one of groupable) option(groupSelect, one);
  const first = groupable.find((one) => one.name !== xSelect.value);
  groupSelect.value = first ? first.name : '';
  if (numeric.length === 0 || found.length === 0) {
    document.getElementById('choices').hidden = true;
    plots.textContent = 'No number varies, so nothing is plotted.';
    return;
  }

  // It fails to load where the browser's language is no BCP 47 tag, as with a POSIX locale.
  if (typeof uPlot !== 'function') {
    plots.textContent = 'The plots could not be drawn in this browser; the table has all numbers.';
    return;
  }
  const draw = () => {
    plots.replaceChildren();
    const x = columns.find((one) => one.name === xSelect.value);
    const by = columns.find((one) => one.name === groupSelect.value);
    const groups = by ? [...new Set(by.values)] : [''];
    const places = [...new Set(x.values)].sort((a, b) => a - b);
    const isLog = places[0] > 0 && places.at(-1) / places[0] > 100;
    for (const y of found) {
      const figure = document.createElement('figure');
      const caption = document.createElement('figcaption');
      caption.textContent = y.name;
      figure.append(caption);
      plots.append(figure);
      // Several runs at one place: their mean is the line, each of them a point.
      const mean = groups.map((group) => {
        const sums = new Map();
        y.values.forEach((value, i) => {
          if (value === null || (by && by.values[i] !== group)) return;
          const [sum, count] = sums.get(x.values[i]) ?? [0, 0];
          sums.set(x.values[i], [sum + value, count + 1]);
        });
        return places.map((place) => {
          const [sum, count] = sums.get(place) ?? [0, 0];
          return count > 0 ? sum / count : null;
        });
      });
      const many = places.length > 60;
      const ink = getComputedStyle(document.body).color;
      const grid = { stroke: getComputedStyle(document.body).getPropertyValue('--line') };
      const axis = { stroke: ink, grid, ticks: grid };
      new uPlot(
        {
          width: Math.min(440, plots.clientWidth),
          height: 260,
          scales: { x: { time: false, distr: isLog ? 3 : 1 } },
          axes: [
            { ...axis, label: x.name },
            { ...axis, size: 64 },
          ],
          legend: { show: by !== undefined },
          series: [
            { label: x.name },
            ...groups.map((group, i) => ({
              label: by ? `${by.name} ${group}` : y.name,
              stroke: colours[i % colours.length],
              width: many ? 0 : 2,
              spanGaps: true,
              points: { show: true, size: 5, fill: colours[i % colours.length] },
            })),
          ],
        },
        [places, ...mean],
        figure,
      );
    }
  };
  xSelect.addEventListener('change', draw);
  groupSelect.addEventListener('change', draw);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  draw();
})();
