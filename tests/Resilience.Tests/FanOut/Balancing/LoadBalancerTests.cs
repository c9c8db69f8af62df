using Microsoft.Extensions.Time.Testing;

namespace Resilience.FanOut.Balancing;

public sealed class LoadBalancerTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly HashSet<string> _failing = [];
    private readonly List<string> _asked = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private LoadBalancer<int, string> Balancer(LoadBalancerOptions options, int count = 3) => new(
        "replicas", Enumerable.Range(0, count).Select(i => Replica($"r{i}")), options, _clock, new Random(11));

    private Dependency<int, string> Replica(string name, IHealthSource? health = null, CircuitBreaker? breaker = null) => new(name, (_, _) =>
    {
        _asked.Add(name);
        return _failing.Contains(name) ? throw new IOException() : new ValueTask<string>(name);
    })
    {
        Health = health,
        CircuitBreaker = breaker,
    };

    private static async Task Ask(LoadBalancer<int, string> balancer, int times)
    {
        for (int i = 0; i < times; i++)
            await balancer.ExecuteOutcomeAsync(i, Token);
    }

    private int Asked(string name) => _asked.Count(asked => asked == name);

    [Fact]
    public async Task Requests_go_round()
    {
        LoadBalancer<int, string> balancer = Balancer(new() { Policy = BalancingPolicy.RoundRobin });
        await Ask(balancer, 300);

        Assert.Equal((100, 100, 100), (Asked("r0"), Asked("r1"), Asked("r2")));
        Assert.All(balancer.Snapshot().Replicas, static replica => Assert.Equal(1 / 3.0, replica.Share, 3));
        Assert.Equal("load balancer 'replicas' (RoundRobin): r0, r1, r2", balancer.ToString());
    }

    [Fact]
    public async Task One_that_fails_in_a_row_is_ejected_comes_back_later_and_is_warmed_up()
    {
        LoadBalancer<int, string> balancer = Balancer(new() { Policy = BalancingPolicy.Weighted, SlowStart = TimeSpan.FromSeconds(10) });
        _failing.Add("r1");
        await Ask(balancer, 60);
        Assert.Equal(5, Asked("r1"));
        TimeSpan ejected = balancer.Snapshot().Replicas[1].EjectedFor!.Value;
        Assert.InRange(ejected, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(33));

        _failing.Clear();
        _asked.Clear();
        _clock.Advance(ejected + TimeSpan.FromMilliseconds(1));
        await Ask(balancer, 210);
        Assert.InRange(Asked("r1"), 9, 11); // a tenth of its share: 10 of 210
        _asked.Clear();
        _clock.Advance(TimeSpan.FromSeconds(10));
        await Ask(balancer, 300);
        Assert.InRange(Asked("r1"), 99, 101);
    }

    [Fact]
    public async Task Ejections_grow_and_are_forgiven()
    {
        LoadBalancer<int, string> balancer = Balancer(new() { Policy = BalancingPolicy.RoundRobin, SlowStart = TimeSpan.Zero });
        _failing.Add("r1");
        await Ask(balancer, 15);
        _clock.Advance(TimeSpan.FromSeconds(33));
        await Ask(balancer, 15);
        Assert.InRange(balancer.Snapshot().Replicas[1].EjectedFor!.Value.TotalSeconds, 30, 66);
        Assert.True(balancer.Reset("r1"));
        Assert.False(balancer.Reset("r9"));
        Assert.Null(balancer.Snapshot().Replicas[1].EjectedFor);
    }

    [Fact]
    public async Task Never_more_than_may_be_are_ejected_and_one_always_stays()
    {
        LoadBalancer<int, string> all = Balancer(new()
        {
            Policy = BalancingPolicy.RoundRobin,
            PanicThreshold = 0,
            Ejection = new() { MaxEjectedShare = 1 },
        });
        _failing.UnionWith(["r0", "r1", "r2"]);
        await Ask(all, 100);
        Assert.Equal(2, all.Snapshot().Replicas.Count(static replica => replica.EjectedFor is not null));

        LoadBalancer<int, string> half = Balancer(new() { Policy = BalancingPolicy.RoundRobin, PanicThreshold = 0 }, 4);
        _failing.Add("r3");
        await Ask(half, 100);
        Assert.Equal(2, half.Snapshot().Replicas.Count(static replica => replica.EjectedFor is not null));
    }

    [Fact]
    public async Task Shares_of_failures_are_judged_at_the_end_of_an_interval()
    {
        LoadBalancer<int, string> balancer = Balancer(new()
        {
            Policy = BalancingPolicy.RoundRobin,
            Ejection = new() { ConsecutiveFailures = null, FailureRatio = 0.5, MinimumCalls = 10 },
        });
        _failing.Add("r2");
        await Ask(balancer, 60);
        Assert.All(balancer.Snapshot().Replicas, static replica => Assert.Null(replica.EjectedFor));

        _clock.Advance(TimeSpan.FromSeconds(10));
        await Ask(balancer, 1);

        ReplicaSnapshot ejected = Assert.Single(balancer.Snapshot().Replicas, static replica => replica.EjectedFor is not null);
        Assert.Equal("r2", ejected.Dependency.Name);
    }

    [Fact]
    public async Task One_that_lies_far_from_the_others_is_ejected()
    {
        LoadBalancer<int, string> balancer = Balancer(
            new()
            {
                Policy = BalancingPolicy.RoundRobin,
                Ejection = new() { ConsecutiveFailures = null, FailureRatio = null, MinimumCalls = 10 },
            },
            6);
        for (int i = 0; i < 120; i++)
        {
            _failing.Clear();
            if (i % 4 == 0)
                _failing.Add("r3");
            await balancer.ExecuteOutcomeAsync(i, Token);
        }

        _failing.Add("r3");
        await Ask(balancer, 60);
        _clock.Advance(TimeSpan.FromSeconds(10));
        _failing.Clear();
        await Ask(balancer, 1);

        Assert.Equal(3, Assert.Single(balancer.Snapshot().Replicas.Index(), static one => one.Item.EjectedFor is not null).Index);
    }

    [Fact]
    public async Task The_unhealthy_are_left_out_and_the_degraded_get_less()
    {
        var unhealthy = new Source { State = HealthState.Unhealthy };
        var degraded = new Source { State = HealthState.Degraded };
        var balancer = new LoadBalancer<int, string>(
            "replicas", [Replica("a"), Replica("b", unhealthy), Replica("c", degraded)], new() { Policy = BalancingPolicy.Weighted }, _clock);
        await Ask(balancer, 90);
        Assert.Equal((60, 0, 30), (Asked("a"), Asked("b"), Asked("c")));

        unhealthy.State = HealthState.Healthy;
        _asked.Clear();
        await Ask(balancer, 100);
        Assert.Equal(40, Asked("b"));
    }

    [Fact]
    public async Task If_too_few_are_left_all_are_called()
    {
        var unhealthy = new Source { State = HealthState.Unhealthy };
        var balancer = new LoadBalancer<int, string>(
            "replicas", [Replica("a"), Replica("b", unhealthy), Replica("c", unhealthy)], new() { Policy = BalancingPolicy.RoundRobin }, _clock);
        Assert.True(balancer.Snapshot().IsPanicking);
        await Ask(balancer, 30);
        Assert.Equal((10, 10, 10), (Asked("a"), Asked("b"), Asked("c")));
    }

    [Fact]
    public async Task One_with_an_open_circuit_is_left_out_until_its_break_is_over()
    {
        var breaker = new CircuitBreaker(new() { Name = "b", BreakDuration = TimeSpan.FromSeconds(5) }, _clock);
        var balancer = new LoadBalancer<int, string>(
            "replicas", [Replica("a"), Replica("b", breaker: breaker)], new() { Policy = BalancingPolicy.RoundRobin }, _clock);
        breaker.Trip();
        await Ask(balancer, 10);
        Assert.Equal(10, Asked("a"));

        _clock.Advance(TimeSpan.FromMinutes(1));
        await Ask(balancer, 10);
        Assert.Equal((5, CircuitState.Closed), (Asked("b"), breaker.State));
    }

    [Fact]
    public async Task Another_one_is_asked_if_that_may_be_and_never_the_same_one()
    {
        LoadBalancer<int, string> balancer = Balancer(new() { Policy = BalancingPolicy.RoundRobin, MaxAttempts = 3 });
        _failing.UnionWith(["r0", "r1"]);

        BalancedResult<string> result = await balancer.ExecuteOutcomeAsync(1, Token);

        Assert.Equal(("r2", _asked.Count), (result.Replica, result.Attempts));
        Assert.Equal(_asked.Count, _asked.Distinct().Count());
        Assert.Equal("r2", await balancer.ExecuteAsync(1, Token));
        _failing.Add("r2");
        Assert.Equal(3, (await balancer.ExecuteOutcomeAsync(1, Token)).Attempts);
        await Assert.ThrowsAsync<IOException>(() => balancer.ExecuteAsync(1, Token).AsTask());
    }

    [Fact]
    public async Task A_picker_of_your_own_chooses_and_one_that_is_wrong_is_told_so()
    {
        int choice = 1;
        LoadBalancer<int, string> balancer = Balancer(new() { Picker = new Picker(() => choice) });
        await Ask(balancer, 5);
        Assert.Equal(5, Asked("r1"));

        choice = 7;
        Assert.Contains(
            "chose 7 of 3",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => balancer.ExecuteAsync(1, Token).AsTask())).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_at_once_leave_nothing_outstanding()
    {
        var balancer = new LoadBalancer<int, int>(
            "replicas",
            Enumerable.Range(0, 5).Select(static i => new Dependency<int, int>($"{i}", async (request, _) =>
            {
                await Task.Yield();
                return (request + i) % 7 == 0 ? throw new IOException() : request;
            })),
            new() { Policy = BalancingPolicy.Adaptive, MaxAttempts = 2 });

        await Task.WhenAll(Enumerable.Range(0, 32).Select(worker => Task.Run(
            async () =>
            {
                for (int i = 0; i < 200; i++)
                    await balancer.ExecuteOutcomeAsync(worker + i, Token);
            },
            Token)));

        LoadBalancerSnapshot snapshot = balancer.Snapshot();
        Assert.All(snapshot.Replicas, static replica => Assert.Equal(0, replica.Outstanding));
        Assert.Equal(1, snapshot.Replicas.Sum(static replica => replica.Share), 6);
        Assert.True(snapshot.Replicas.Sum(static replica => replica.Dependency.Statistics.TotalCalls) >= 32 * 200);
    }

    [Fact]
    public void What_cannot_work_is_said_when_the_balancer_is_made()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Balancer(new()
        {
            MaxAttempts = 0,
            PanicThreshold = 2,
            AttemptTimeout = TimeSpan.Zero,
            Policy = (BalancingPolicy)9,
            Decay = TimeSpan.Zero,
            Ejection = new() { ConsecutiveFailures = 0 },
        }));
        foreach (string name in new[] { "MaxAttempts", "PanicThreshold", "AttemptTimeout", "Policy", "Decay" })
            Assert.Contains($"load balancer 'replicas': {name} is", error.Message, StringComparison.Ordinal);
        Assert.Contains("Ejection: ConsecutiveFailures is 0", error.Message, StringComparison.Ordinal);
    }

    private sealed class Picker(Func<int> choose) : IReplicaPicker
    {
        public int Pick(ReadOnlySpan<ReplicaLoad> replicas) => choose();
    }

    private sealed class Source : IHealthSource
    {
        public HealthState State { get; set; }
    }
}
