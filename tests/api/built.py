"""A build of the client that is as small as can be."""

STYLES = ("@layer ui{.a{color:red}}", "b{c:'é'}")
PAGE = f"""<!doctype html>
<html lang="pt-BR">
  <head>
    <title>Health&amp;Med</title>
    <meta name="description" content="Marque." />
    <style>{STYLES[0]}</style><style>{STYLES[1]}</style>
  </head>
  <body><div id="root">
      <!--landing-->
      <main><h1>Quem?</h1></main>
      <!--/landing-->
  </div></body>
</html>
"""
SITE = "http://127.0.0.1:8000"
