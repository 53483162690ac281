package dmsb.experiments.report;

import dmsb.core.tensorfile.Sha256;
import dmsb.experiments.figure.ChartStyle;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The page's style sheet, that of its charts included, and the hash by which the page's policy lets it in. */
final class PageStyle {
    private static final String CSS = """

            :root {
              color-scheme: light dark;
              --page: #ffffff; --text: #1a1d21; --muted: #59626c; --rule: #d5dade; --strong-rule: #1a1d21;
              --tint: #eef4f9; --link: #005a8e; --good: #00714f; --part: #7a5c00; --bad: #b04a00; --code: #f4f6f8;
              --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
              --serif: Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, "Liberation Serif", serif;
              --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace;
            }
            @media screen and (prefers-color-scheme: dark) {
              :root {
                --page: #14171b; --text: #e4e7ea; --muted: #a4adb7; --rule: #343a42; --strong-rule: #aab2bb;
                --tint: #1c2731; --link: #7cc4ef; --good: #3fcba0; --part: #d9b44a; --bad: #f0965a; --code: #1d2127;
              }
            }
            * { box-sizing: border-box; }
            html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
            body { margin: 0; background: var(--page); color: var(--text); font: 17px/1.6 var(--serif); overflow-wrap: break-word; }
            header, main, footer { max-width: 888px; margin: 0 auto; padding: 0 24px; }
            p { max-width: 720px; }
            header { padding-top: 56px; }
            h1 { font: 700 34px/1.2 var(--serif); letter-spacing: -.01em; margin: 0 0 16px; text-wrap: balance; }
            h2 { font: 600 21px/1.3 var(--sans); margin: 56px 0 12px; padding-top: 16px; border-top: 1px solid var(--rule); }
            p { margin: 0 0 16px; hyphens: auto; }
            .lead { font-size: 20px; line-height: 1.5; color: var(--muted); margin-bottom: 24px; }
            a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 3px; }
            nav { font: 14px/1.5 var(--sans); border-top: 1px solid var(--rule); padding-top: 12px; }
            nav ol { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 0; padding: 0; }
            figure { margin: 28px 0 36px; }
            figure .dmsb-chart { display: block; width: 100%; height: auto; overflow: visible; }
            figure div + div { margin-top: 18px; }
            .narrow { display: none; }
            figcaption, caption { font: 14px/1.5 var(--sans); color: var(--muted); text-align: left; }
            figcaption { margin-top: 12px; }
            caption { padding-bottom: 10px; }
            .number { font-weight: 600; color: var(--text); }
            .take { display: block; font: 12.5px/1.5 var(--sans); color: var(--muted); margin-top: 4px; }
            .take a { margin-left: 6px; }
            .scroll { overflow-x: auto; margin: 28px 0 36px; }
            .scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 4px; }
            table {
              border-collapse: collapse; width: 100%; font: 14px/1.45 var(--sans);
              font-variant-numeric: tabular-nums lining-nums; border-bottom: 2px solid var(--strong-rule);
            }
            thead { border-top: 2px solid var(--strong-rule); border-bottom: 1px solid var(--strong-rule); }
            th, td { padding: 6px 10px; text-align: left; vertical-align: baseline; }
            th:first-child, td:first-child { padding-left: 8px; }
            th:last-child, td:last-child { padding-right: 8px; }
            thead th { font-weight: 600; vertical-align: bottom; }
            tbody th { font-weight: 400; min-width: 12em; }
            tbody tr + tr { border-top: 1px solid var(--rule); }
            td.txt { min-width: 7em; }
            .num { text-align: right; }
            td.num { white-space: nowrap; }
            .unit, .note { color: var(--muted); font-weight: 400; }
            .unit { display: block; font-size: 12.5px; }
            .note { font-size: 12.5px; margin-left: 6px; }
            .blank { white-space: pre; }
            .highlighted { background: var(--tint); }
            .highlighted th, .highlighted td { font-weight: 600; }
            .holds { color: var(--good); }
            .holds, .partly, .fails { white-space: nowrap; }
            .partly { color: var(--part); }
            .fails { color: var(--bad); }
            .none { color: var(--muted); font-style: italic; }
            details { font: 14px/1.5 var(--sans); border: 1px solid var(--rule); border-radius: 4px; margin: 24px 0; }
            summary { padding: 8px 14px; font-weight: 600; cursor: pointer; }
            details > figure { margin: 12px 14px 28px; }
            details > .scroll { margin: 4px 14px 20px; }
            dl { display: grid; grid-template-columns: fit-content(45%) 1fr; gap: 4px 20px; margin: 0; padding: 4px 14px 14px; }
            dt { color: var(--muted); }
            dd { margin: 0; font-variant-numeric: tabular-nums; }
            dt, dd { min-width: 0; overflow-wrap: anywhere; }
            footer {
              font: 13px/1.6 var(--sans); color: var(--muted); margin-top: 64px; margin-bottom: 48px;
            }
            footer div { border-top: 1px solid var(--rule); padding-top: 14px; }
            code { font: 12.5px/1.5 var(--mono); background: var(--code); padding: 2px 6px; border-radius: 3px; overflow-wrap: anywhere; }
            @media screen and (max-width: 600px) {
              body { font-size: 16px; }
              header, main, footer { padding-left: 16px; padding-right: 16px; }
              header { padding-top: 32px; }
              h1 { font-size: 26px; }
              h2 { margin-top: 40px; }
              .lead { font-size: 18px; }
              .wide { display: none; }
              .narrow { display: block; }
              .narrow svg { max-width: 440px; }
              th, td { padding: 6px 7px; }
              td .note { display: block; margin-left: 0; }
              td .blank { display: none; }
              .cards, .cards tbody, .cards tr, .cards th, .cards td { display: block; }
              .cards thead { display: none; }
              .cards caption { display: block; }
              .cards tr { padding: 10px 0; }
              .cards th, .cards td { padding: 2px 4px; min-width: 0; }
              .cards tbody th { font-weight: 600; }
              .cards td { padding-left: 84px; }
              .cards td::before {
                content: attr(data-label); float: left; width: 76px; margin-left: -80px; color: var(--muted); font-weight: 400;
              }
            }
            @media print {
              @page { margin: 16mm 15mm; }
              body { font-size: 10.5pt; line-height: 1.45; }
              header, main, footer { max-width: none; padding: 0; }
              header { padding-top: 0; }
              nav { display: none; }
              h2 { break-after: avoid; margin: 16px 0 8px; padding-top: 8px; }
              tr, details { break-inside: avoid; }
              figure { width: 80%; margin: 8px auto 14px; break-inside: avoid; }
              section { margin-top: 12px; }
              .scroll { margin: 12px 0; }
              .take { display: none; }
              details:not([open]) { display: none; }
              td .blank { display: none; }
              th, td { padding: 2px 5px; }
              tbody th, td.txt { min-width: 0; }
              .cards td:last-child { width: 34%; }
              .scroll { overflow: visible; }
              .highlighted { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
              a { color: inherit; text-decoration: none; }
              .lead { font-size: 13pt; }
              table, figcaption, caption, details { font-size: 8.5pt; line-height: 1.35; }
            }
            """ + ChartStyle.css();

    private PageStyle() {}

    static String css() {
        return CSS;
    }

    /** What a content security policy calls this style sheet: its digest in base 64. */
    static String hash() {
        byte[] digest = Sha256.digest().digest(CSS.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }
}
