namespace Resilience.Bulkheads;

/// <summary>
/// Limits that steer a simulated server, and are steered by what it does. The best limit is the server's capacity: more only waits there.
/// </summary>
public sealed class AdaptiveLimitSimulationTests
{
    private const double Hour = 3_600;
    private const int ServiceTime = 200;

    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(100)]
    public void Gradient2_settles_near_the_capacity_and_keeps_the_server_busy(int capacity)
    {
        SimulatedServer server = Gradient2(capacity);
        server.Run(Hour / 4);
        int before = server.Answered;
        (_, int most) = server.Run(600);
        most.Should().BeInRange(capacity, (2 * capacity) + 8);
        ShouldHaveBeenBusy(server, server.Answered - before, 600);
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(50, 0)]
    [InlineData(50, 0.3)]
    [InlineData(90, 0.3)]
    public void Gradient2_holds_under_an_overload_that_does_not_end(int capacity, double spread)
    {
        SimulatedServer server = Gradient2(capacity);
        server.Spread = spread;
        server.Run(Hour / 2);
        (_, int early) = server.Run(Hour / 4);
        server.Run(2 * Hour);
        (_, int late) = server.Run(Hour / 4);
        late.Should().BeLessThanOrEqualTo(early + 1);
        late.Should().BeInRange(capacity, (2 * capacity) + 8);
    }

    [Fact]
    public void The_same_overload_makes_the_original_creep_up_to_its_maximum()
    {
        var server = new SimulatedServer(new OriginalGradient2Options { Min = 5, Initial = 20 }, 50, ServiceTime);
        server.Run(3 * Hour);
        server.Settled().Should().Be(200);
    }

    [Fact]
    public void Gradient2_follows_a_capacity_that_halves_and_doubles()
    {
        SimulatedServer server = Gradient2(60);
        server.Run(Hour / 4);
        server.Settled().Should().BeInRange(60, 130);

        server.Capacity = 30;
        server.Run(Hour / 4);
        int halved = server.Settled();
        halved.Should().BeInRange(30, 65);

        server.Capacity = 60;
        server.Run(Hour / 4);
        server.Settled().Should().BeInRange(60, 130).And.BeGreaterThan(halved);
        int before = server.Answered;
        server.Run(600);
        ShouldHaveBeenBusy(server, server.Answered - before, 600);
    }

    [Fact]
    public void Gradient2_learns_that_a_server_has_become_slower_for_good_though_the_load_never_ends()
    {
        SimulatedServer server = Gradient2(50);
        server.Run(Hour / 4);
        server.ServiceTime *= 3;
        server.Run(100);
        server.Settled().Should().BeLessThan(45);
        server.Run(Hour);
        int before = server.Answered;
        (_, int most) = server.Run(600);
        most.Should().BeInRange(50, 108);
        ShouldHaveBeenBusy(server, server.Answered - before, 600);
    }

    [Fact]
    public void Without_probes_it_does_not_learn_that()
    {
        var server = new SimulatedServer(new Gradient2LimitOptions { Min = 5, Initial = 20, ProbeInterval = null }, 50, ServiceTime);
        server.Run(Hour / 4);
        server.ServiceTime *= 3;
        server.Run(Hour);
        server.Settled().Should().BeLessThan(45);
    }

    [Fact]
    public void A_server_that_is_faster_is_noticed()
    {
        SimulatedServer server = Gradient2(40);
        server.ServiceTime *= 4;
        server.Run(Hour / 4);
        server.ServiceTime /= 4;
        server.Run(Hour / 4);
        server.Settled().Should().BeInRange(40, 88);
    }

    [Fact]
    public void A_load_below_the_capacity_is_never_held_up()
    {
        SimulatedServer server = Gradient2(60);
        server.Demand = 40;
        server.Run(Hour / 4);
        (int least, _) = server.Run(Hour / 2);
        least.Should().BeGreaterThan(40);
        int before = server.Answered;
        server.Run(600);
        (server.Answered - before).Should().BeCloseTo(40 * 5 * 600, 1_000);
    }

    [Fact]
    public void An_idle_limit_stays_where_it_is()
    {
        SimulatedServer server = Gradient2(60);
        server.Demand = 3;
        server.Run(Hour).Should().Be((20, 20));
        server.Limit.Snapshot().LastDecision!.Value.Reason.Should().Be(LimitReasons.NotLimited);
    }

    [Fact]
    public void Drops_bring_gradient2_down_although_the_calls_that_succeed_are_fast()
    {
        SimulatedServer server = Gradient2(30);
        server.Patience = TimeSpan.FromMilliseconds(1.2 * ServiceTime);
        server.Run(Hour / 4);
        int dropped = server.Dropped;
        int answered = server.Answered;
        (_, int most) = server.Run(600);
        most.Should().BeLessThan(45);
        (server.Dropped - dropped).Should().BePositive();
        ShouldHaveBeenBusy(server, server.Answered - answered, 600, 0.8);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(100)]
    public void Aimd_saws_about_the_capacity(int capacity)
    {
        // Callers give up after 1.2 times the server's time: with a queue of a fifth of the capacity.
        var server = new SimulatedServer(new AimdLimitOptions { Min = 5, Initial = 20 }, capacity, ServiceTime)
        {
            Patience = TimeSpan.FromMilliseconds(1.2 * ServiceTime),
        };
        server.Run(Hour / 4);
        int before = server.Answered;
        (int least, int most) = server.Run(600);
        most.Should().BeInRange(capacity, (int)(1.2 * capacity) + 2);
        least.Should().BeInRange((int)(0.9 * capacity) - 2, most - 1);

        // The window that tells of the drops is the price of finding the capacity.
        ShouldHaveBeenBusy(server, server.Answered - before, 600, 0.8);
    }

    [Fact]
    public void Aimd_follows_a_capacity_that_halves_and_doubles()
    {
        var server = new SimulatedServer(new AimdLimitOptions { Min = 5, Initial = 20 }, 60, ServiceTime)
        {
            Patience = TimeSpan.FromMilliseconds(1.2 * ServiceTime),
        };
        server.Run(Hour / 4);
        server.Settled().Should().BeInRange(50, 74);
        server.Capacity = 30;
        server.Run(60);
        server.Settled().Should().BeInRange(25, 38);
        server.Capacity = 60;
        server.Run(120);
        server.Settled().Should().BeInRange(50, 74);
    }

    [Fact]
    public void Aimd_without_drops_and_without_slow_calls_grows_to_its_maximum()
    {
        var server = new SimulatedServer(new AimdLimitOptions { Min = 5, Initial = 20 }, 50, ServiceTime);
        server.Run(Hour);
        server.Settled().Should().Be(200);
    }

    private static SimulatedServer Gradient2(int capacity) =>
        new(new Gradient2LimitOptions { Min = 5, Initial = 20 }, capacity, ServiceTime);

    private static void ShouldHaveBeenBusy(SimulatedServer server, int answered, double seconds, double share = 0.95) =>
        answered.Should().BeGreaterThan((int)(share * seconds * server.Capacity / server.ServiceTime.TotalSeconds));
}
