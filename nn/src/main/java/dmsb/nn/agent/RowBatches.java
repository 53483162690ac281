package dmsb.nn.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Room for passes of 1, 2, 4, ... rows, made when first used, and the way in which a number of rows is split into such passes: the
 * largest first. So a policy that decides on many rows has few rooms and no pass with empty rows. For one thread.
 *
 * @param <B> room for a pass
 */
final class RowBatches<B> {
    private final IntFunction<B> make;
    private final List<@Nullable B> rooms = new ArrayList<>();

    /** Rooms for at most so many rows, each made by its number of rows. */
    RowBatches(int mostRows, IntFunction<B> make) {
        this.make = make;
        for (int log2 = floorLog2(Math.max(1, mostRows)); log2 >= 0; log2--) {
            rooms.add(null);
        }
    }

    private static int floorLog2(int x) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(x);
    }

    /** How many of the rows that are left the next pass takes. */
    int next(int rowsLeft) {
        return 1 << Math.min(rooms.size() - 1, floorLog2(rowsLeft));
    }

    /** The room for a power of two of rows. */
    B of(int rows) {
        int log2 = floorLog2(rows);
        @Nullable B room = rooms.get(log2);
        if (room == null) {
            room = make.apply(rows);
            rooms.set(log2, room);
        }
        return room;
    }
}
