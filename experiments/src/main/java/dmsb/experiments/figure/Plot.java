package dmsb.experiments.figure;

/** Where the data is drawn: a rectangle of the picture and the two axes on it. */
record Plot(double left, double top, double right, double bottom, Axis x, Axis y) {
    double px(double value) {
        return x.position(value, left, right);
    }

    double py(double value) {
        return y.position(value, bottom, top);
    }

    double width() {
        return right - left;
    }
}
