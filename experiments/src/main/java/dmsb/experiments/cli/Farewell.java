package dmsb.experiments.cli;

/** A last word when the process is stopped by Ctrl-C or SIGTERM; nothing is said once this is closed. */
final class Farewell implements AutoCloseable {
    private final Thread hook;

    Farewell(Runnable word) {
        hook = new Thread(word, "dmsb-farewell");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending just now: the word is said.
        }
    }
}
