package dmsb.spark;

import dmsb.experiments.sweep.Engine;
import dmsb.experiments.sweep.Run;
import dmsb.experiments.sweep.RunListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import scala.Function2;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/**
 * Executes runs as the tasks of one Spark job, the longest first. A run that throws is marked by its task. A run whose tasks
 * are lost again and again, with their executors, ends the job for all: what is left then goes on as jobs of one run each, so
 * that the one whose job ends again is known, and marked.
 */
final class RunJobs implements Engine {
    private static final String GROUP = "dmsb-sweep";
    private static final int JOBS_AT_A_TIME = 32;
    private static final ClassTag<String> STRING = ClassTag$.MODULE$.apply(String.class);

    /** What is heard of a job: how one of its runs ended, or that it is over itself. */
    private record Event(List<Run> job, @Nullable Run ended, String reason) {}

    private final JavaSparkContext context;
    private final @Nullable String store;

    /**
     * An engine.
     *
     * @param context Spark
     * @param store where the folders of runs go; null for the folder that {@link #execute} is given
     */
    RunJobs(JavaSparkContext context, @Nullable String store) {
        this.context = context;
        this.store = store;
    }

    @Override
    public void execute(List<Run> runs, Path folders, RunListener listener) throws IOException, InterruptedException {
        if (runs.isEmpty()) {
            return;
        }
        String address = store == null ? folders.toUri().toString() : store;
        ExecutorService threads = Executors.newFixedThreadPool(JOBS_AT_A_TIME);
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        Set<Run> left = new LinkedHashSet<>(runs);
        List<List<Run>> jobs = new ArrayList<>();
        try {
            submit(List.copyOf(runs), address, threads, events, jobs);
            while (!jobs.isEmpty()) {
                Event event = events.take();
                if (event.ended() != null) {
                    left.remove(event.ended());
                    tell(listener, event.ended(), event.reason());
                    continue;
                }
                jobs.remove(event.job());
                List<Run> orphans = event.job().stream().filter(left::contains).toList();
                if (event.job().size() == 1 && !orphans.isEmpty()) {
                    Run lost = orphans.get(0);
                    left.remove(lost);
                    RunStore.at(address).fail(lost, event.reason());
                    listener.failed(lost, event.reason());
                } else {
                    for (Run orphan : orphans) {
                        submit(List.of(orphan), address, threads, events, jobs);
                    }
                }
            }
        } finally {
            if (!jobs.isEmpty()) {
                context.cancelJobGroup(GROUP);
            }
            threads.shutdownNow();
        }
    }

    private static void tell(RunListener listener, Run run, String reason) throws IOException {
        if (reason.isEmpty()) {
            listener.finished(run);
        } else {
            listener.failed(run, reason);
        }
    }

    private void submit(
            List<Run> job, String address, ExecutorService threads, BlockingQueue<Event> events, List<List<Run>> jobs) {
        jobs.add(job);
        threads.execute(() -> {
            String end = "its tasks ended without an outcome";
            try {
                context.setJobGroup(GROUP, "dmsb sweep", true);
                List<String> descriptions = job.stream().map(Run::description).toList();
                Function2<Object, String, BoxedUnit> outcome = (partition, reason) -> {
                    events.add(new Event(job, job.get((Integer) partition), reason));
                    return BoxedUnit.UNIT;
                };
                context.sc()
                        .runJob(
                                context.parallelize(descriptions, descriptions.size())
                                        .rdd(),
                                new RunTask(address),
                                outcome,
                                STRING);
            } catch (Throwable e) { // Scala's methods do not declare what they throw; a broken class is a reason too
                end = (e instanceof Exception ? String.valueOf(e.getMessage()) : e.toString())
                        .replaceAll("\\s*\\R[\\s\\S]*", "");
            } finally {
                events.add(new Event(job, null, end));
            }
        });
    }
}
