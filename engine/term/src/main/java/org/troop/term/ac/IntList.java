package org.troop.term.ac;

import java.util.Arrays;

/** A growing int array. */
final class IntList {
    private int[] data;
    private int size;

    IntList(int capacity) {
        data = new int[capacity];
    }

    void add(int x) {
        if (size == data.length) {
            data = Arrays.copyOf(data, Math.max(8, 2 * size));
        }
        data[size++] = x;
    }

    int get(int i) {
        return data[i];
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    boolean contains(int x) {
        return indexOf(x) >= 0;
    }

    int indexOf(int x) {
        for (int i = 0; i < size; i++) {
            if (data[i] == x) {
                return i;
            }
        }
        return -1;
    }

    int[] toArray() {
        return Arrays.copyOf(data, size);
    }
}
