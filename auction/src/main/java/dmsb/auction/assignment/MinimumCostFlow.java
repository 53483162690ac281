package dmsb.auction.assignment;

import java.util.Arrays;

/**
 * The flow of least cost from a source to a sink, of whatever amount, in a network whose edges have whole capacities: the
 * successive shortest paths of Busacker and Gowen with the potentials of Edmonds and Karp (1972). Every path is one unit
 * and costs at least as much as the one before; the search ends at the first that does not lower the cost. Nodes must be
 * numbered so that every edge leads from a lower to a higher number, so that the first potentials take one pass.
 *
 * <p>O(F E log V) for a flow of F. In doubles a reduced cost below 0 is rounding and counts as 0.
 */
final class MinimumCostFlow {
    private static final int NONE = -1;

    private final int nodes;
    private final int[] head;
    private int[] next = new int[64];
    private int[] to = new int[64];
    private int[] room = new int[64];
    private double[] cost = new double[64];
    private int edges;

    private final double[] potential;
    private final double[] distance;
    private final int[] through;
    private final boolean[] settled;

    // A binary heap of nodes by distance.
    private final int[] heap;
    private final int[] placeInHeap;
    private int heapSize;

    /** A network without edges; the source is node 0, the sink the last one. */
    MinimumCostFlow(int nodes) {
        this.nodes = nodes;
        head = new int[nodes];
        Arrays.fill(head, NONE);
        potential = new double[nodes];
        distance = new double[nodes];
        through = new int[nodes];
        settled = new boolean[nodes];
        heap = new int[nodes];
        placeInHeap = new int[nodes];
    }

    /** Adds an edge between two nodes, the first one of the lower number, and returns its number. */
    int edge(int origin, int target, int capacity, double unitCost) {
        half(origin, target, capacity, unitCost);
        half(target, origin, 0, -unitCost);
        return edges - 2;
    }

    private void half(int origin, int target, int capacity, double unitCost) {
        if (edges == to.length) {
            next = Arrays.copyOf(next, 2 * edges);
            to = Arrays.copyOf(to, 2 * edges);
            room = Arrays.copyOf(room, 2 * edges);
            cost = Arrays.copyOf(cost, 2 * edges);
        }
        to[edges] = target;
        room[edges] = capacity;
        cost[edges] = unitCost;
        next[edges] = head[origin];
        head[origin] = edges++;
    }

    /** Finds the flow. */
    void solve() {
        firstPotentials();
        while (paysToGoOn()) {
            for (int node = nodes - 1; node != 0; node = to[through[node] ^ 1]) {
                room[through[node]]--;
                room[through[node] ^ 1]++;
            }
        }
    }

    /** How much flows along an edge. */
    int flow(int edge) {
        return room[edge ^ 1];
    }

    /** What one more unit of capacity from a node to the sink would save by duality, at least 0. */
    double price(int node) {
        return Math.max(0.0, potential[nodes - 1] - potential[node]);
    }

    /** The lengths of shortest paths in a network whose edges lead upwards; a node that none reaches has length 0. */
    private void firstPotentials() {
        Arrays.fill(potential, Double.POSITIVE_INFINITY);
        potential[0] = 0.0;
        for (int node = 0; node < nodes; node++) {
            for (int e = head[node]; e != NONE && potential[node] < Double.POSITIVE_INFINITY; e = next[e]) {
                if (room[e] > 0) {
                    potential[to[e]] = Math.min(potential[to[e]], potential[node] + cost[e]);
                }
            }
        }
        for (int node = 0; node < nodes; node++) {
            potential[node] = potential[node] == Double.POSITIVE_INFINITY ? 0.0 : potential[node];
        }
    }

    /**
     * Dijkstra's search in reduced costs. Afterwards the potentials are the lengths of shortest paths, or 0 at the sink if
     * no path to it costs less.
     */
    private boolean paysToGoOn() {
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        Arrays.fill(settled, false);
        Arrays.fill(placeInHeap, NONE);
        heapSize = 0;
        distance[0] = 0.0;
        lift(0);
        while (heapSize > 0) {
            int node = first();
            settled[node] = true;
            if (node == nodes - 1) {
                break;
            }
            for (int e = head[node]; e != NONE; e = next[e]) {
                int target = to[e];
                if (room[e] > 0 && !settled[target]) {
                    double reduced = Math.max(0.0, cost[e] + potential[node] - potential[target]);
                    if (distance[node] + reduced < distance[target]) {
                        distance[target] = distance[node] + reduced;
                        through[target] = e;
                        lift(target);
                    }
                }
            }
        }
        double end = distance[nodes - 1];
        double paying = -potential[nodes - 1]; // a longer path would cost more than 0
        boolean pays = end < paying;
        for (int node = 0; node < nodes; node++) {
            potential[node] += Math.min(pays ? end : paying, distance[node]);
        }
        return pays;
    }

    private void lift(int node) {
        int place = placeInHeap[node] == NONE ? heapSize++ : placeInHeap[node];
        while (place > 0 && distance[heap[(place - 1) / 2]] > distance[node]) {
            put(heap[(place - 1) / 2], place);
            place = (place - 1) / 2;
        }
        put(node, place);
    }

    private int first() {
        int top = heap[0];
        int last = heap[--heapSize];
        int place = 0;
        for (int child = 1; child < heapSize; child = 2 * place + 1) {
            if (child + 1 < heapSize && distance[heap[child + 1]] < distance[heap[child]]) {
                child++;
            }
            if (distance[heap[child]] >= distance[last]) {
                break;
            }
            put(heap[child], place);
            place = child;
        }
        if (heapSize > 0) {
            put(last, place);
        }
        return top;
    }

    private void put(int node, int place) {
        heap[place] = node;
        placeInHeap[node] = place;
    }
}
