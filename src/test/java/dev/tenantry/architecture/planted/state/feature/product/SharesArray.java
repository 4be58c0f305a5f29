package dev.tenantry.architecture.planted.state.feature.product;

final class SharesArray {
    static final String[] NAMES = {"one"};
}
