package dmsb.experiments.figure;

/**
 * The style sheet of all charts. The colours of methods are those of Okabe and Ito ("Color universal design", 2008), which
 * readers with any kind of colour vision can tell apart; dark mode has lighter ones. {@link Look} says what has which.
 */
public final class ChartStyle {
    private static final String CSS = """

            .dmsb-chart {
              --paper: #ffffff; --ink: #1a1d21; --soft: #59626c; --axis: #8d96a0; --grid: #e6e9ec; --bar: #9aa4ae; --mark: #eef4f9; --band: .18;
              --c0: #0072b2; --c1: #d55e00; --c2: #009e73; --c3: #cc79a7; --c4: #e69f00; --c5: #56b4e9; --uav: #882255; --ground: #8f8f33;
              font: 12px/1.3 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
              font-variant-numeric: tabular-nums lining-nums; -webkit-print-color-adjust: exact; print-color-adjust: exact;
            }
            @media screen and (prefers-color-scheme: dark) {
              .dmsb-chart {
                --paper: #14171b; --ink: #e9ecef; --soft: #a4adb7; --axis: #6d7680; --grid: #2a2f36; --bar: #69737e; --mark: #1c2731; --band: .28;
                --c0: #56b4e9; --c1: #e57a2b; --c2: #1fb98c; --c3: #d994ba; --c4: #e69f00; --c5: #f0e442; --uav: #d0659a; --ground: #b9b95a;
              }
            }
            .dmsb-chart text { fill: var(--ink); }
            .dmsb-chart .title { font-size: 15px; font-weight: 600; }
            .dmsb-chart .soft, .dmsb-chart .tick { fill: var(--soft); }
            .dmsb-chart .tick { font-size: 11px; }
            .dmsb-chart .strong { font-weight: 600; }
            .dmsb-chart .end { text-anchor: end; }
            .dmsb-chart .middle { text-anchor: middle; }
            .dmsb-chart .paper { fill: var(--paper); }
            .dmsb-chart .grid { stroke: var(--grid); shape-rendering: crispEdges; }
            .dmsb-chart .axis { stroke: var(--axis); shape-rendering: crispEdges; }
            .dmsb-chart .line { stroke: var(--c); stroke-width: 2; fill: none; stroke-linejoin: round; stroke-linecap: round; }
            .dmsb-chart .lead { stroke: var(--c); stroke-width: 1.4; fill: none; }
            .dmsb-chart .lead.quiet { stroke-width: .8; }
            .dmsb-chart .band { fill: var(--c); fill-opacity: var(--band); stroke: none; }
            .dmsb-chart .fill { fill: var(--c); }
            .dmsb-chart .dot { fill: var(--c); stroke: var(--paper); stroke-width: 1; }
            .dmsb-chart .reference { stroke: var(--c, var(--soft)); stroke-width: 1.3; fill: none; }
            .dmsb-chart .whisker { stroke: var(--ink); stroke-width: 1.3; fill: none; }
            .dmsb-chart .net { fill: var(--ink); stroke: var(--paper); stroke-width: 1; }
            .dmsb-chart .mark { fill: var(--mark); }
            .dmsb-chart .ink-blue { --c: var(--c0); }
            .dmsb-chart .ink-vermillion { --c: var(--c1); }
            .dmsb-chart .ink-green { --c: var(--c2); }
            .dmsb-chart .ink-pink { --c: var(--c3); }
            .dmsb-chart .ink-orange { --c: var(--c4); }
            .dmsb-chart .ink-sky { --c: var(--c5); }
            .dmsb-chart .ink-uav { --c: var(--uav); }
            .dmsb-chart .ink-ground { --c: var(--ground); }
            .dmsb-chart .ink-total { --c: var(--ink); }
            .dmsb-chart .ink-ceiling { --c: var(--soft); }
            .dmsb-chart .plain { --c: var(--bar); }
            .dmsb-chart .quiet { --c: var(--soft); }
            .dmsb-chart .d1 { stroke-dasharray: 9 4; }
            .dmsb-chart .d2 { stroke-dasharray: 9 4 2 4; }
            .dmsb-chart .d3 { stroke-dasharray: 3 4; }
            .dmsb-chart .hit { fill: transparent; }
            .dmsb-chart .shown { opacity: 0; pointer-events: none; }
            .dmsb-chart .hover:hover .shown { opacity: 1; }
            .dmsb-chart .tip { fill: var(--paper); stroke: var(--axis); }
            .dmsb-chart .cross { stroke: var(--axis); }
            .dmsb-chart .shown text { font-size: 11px; }
            @media print { .dmsb-chart .hover { display: none; } }
            """;

    private ChartStyle() {}

    /**
     * The rules, each of them confined to elements of class {@code dmsb-chart}.
     *
     * @return CSS without a reference to anything outside
     */
    public static String css() {
        return CSS;
    }
}
