package com.afftok.edge;

import java.io.IOException;

/// A shop with its own edge and servers: advertiser 1 with offer and link 1 of promoter 2, which
/// pays 5 USD a sale.
record RunningShop(RunningServers servers, Database database, RunningEdge edge, Shop shop)
        implements AutoCloseable {

    static RunningShop open(String... settings) throws IOException {
        RunningServers servers = RunningServers.start();
        Database database = servers.database();
        database.addParties();
        database.addLink(1, "https://shop.example.com/");
        database.execute(Shop.insertSecret(1, "live", 1, Shop.SECRET));
        RunningEdge edge = servers.edge(settings);
        return new RunningShop(servers, database, edge, new Shop(edge));
    }

    @Override
    public void close() throws IOException {
        edge.close();
        servers.close();
    }
}
