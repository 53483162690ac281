package dmsb.spark;

import dmsb.experiments.sweep.Run;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** What an executor does for a run: from its description, a partition of one line, to why it failed, empty if it did not. */
final class RunTask extends AbstractFunction1<Iterator<String>, String> implements Serializable {
    private static final long serialVersionUID = 1;

    private final String store;

    RunTask(String store) {
        this.store = store;
    }

    @Override
    public String apply(Iterator<String> descriptions) {
        try {
            return RunStore.at(store).execute(Run.parse(descriptions.next())).orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the machine's fault, not the run's: Spark tries again elsewhere
        }
    }
}
