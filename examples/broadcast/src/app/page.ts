/** A counter that every browser sees move, whoever presses the button. */
export const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Counter</title>
    <style>
      body { font: 18px/1.5 system-ui, sans-serif; display: grid; place-items: center; min-height: 90vh; margin: 0; }
      main { text-align: center; }
      output { display: block; font-size: 6rem; font-variant-numeric: tabular-nums; }
      button { font: inherit; padding: 0.5em 1.5em; }
    </style>
  </head>
  <body>
    <main>
      <output id="count">0</output>
      <button id="increment">Increment</button>
    </main>
    <script type="module">
      const count = document.getElementById('count')
      const socket = new WebSocket(\`ws://\${location.host}/updates\`)
      socket.onmessage = ({ data }) => {
        for (const message of JSON.parse(data)) {
          if (message.type === 'count-updated') count.textContent = message.value
        }
      }
      document.getElementById('increment').onclick = () => fetch('/increment', { method: 'POST' })
    </script>
  </body>
</html>
`
