using Microsoft.Extensions.Time.Testing;
using Resilience.Telemetry;

namespace Resilience.Registry;

public sealed class KeyedFamilyTests
{
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_key_has_one_component_however_many_look_it_up()
    {
        const int Threads = 16;
        using var start = new Barrier(Threads);
        int made = 0;
        using var family = new KeyedFamily<int, object>("x", _ => Made(), Made, static _ => true);
        var got = new object[Threads];

        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, i => got[i] = family.Get(7));

        got.Distinct().Should().ContainSingle();
        made.Should().Be(1);
        family.Get(8).Should().NotBeSameAs(got[0]);
        family.Count.Should().Be(2);

        object Made()
        {
            Interlocked.Increment(ref made);
            return new();
        }
    }

    [Fact]
    public void A_factory_that_throws_leaves_nothing_behind_and_one_may_use_the_family()
    {
        KeyedFamily<int, object>? family = null;
        family = new("x", key => key switch
        {
            0 => throw new TestException(),
            1 => family!.Get(1),
            2 => new { Of = family!.Get(3) },
            _ => new(),
        }, static () => new(), static _ => true);

        FluentActions.Invoking(() => family.Get(0)).Should().Throw<TestException>();
        FluentActions.Invoking(() => family.Get(1)).Should().Throw<InvalidOperationException>();
        family.Count.Should().Be(0);
        family.Get(2).Should().NotBeNull();
        family.Count.Should().Be(2);
        family.Dispose();
    }

    [Fact]
    public async Task Ready_made_families_make_all_kinds_of_components()
    {
        var options = new KeyedFamilyOptions { TimeProvider = _clock };
        using KeyedFamily<string, ResiliencePipeline> presets = KeyedFamily.Pipelines<string>("tenants", ResiliencePreset.Llm, null, options);
        using KeyedFamily<int, ResiliencePipeline<int>> typed =
            KeyedFamily.Pipelines<int, int>("tenants", static builder => builder.AddTimeout(TimeSpan.FromSeconds(1)), options);
        using KeyedFamily<int, CircuitBreaker> breakers = KeyedFamily.CircuitBreakers<int>("hosts", options: options);
        using KeyedFamily<int, Bulkhead> bulkheads = KeyedFamily.Bulkheads<int>("hosts", new() { PermitLimit = 3 }, options);
        using KeyedFamily<int, RateLimit> buckets = KeyedFamily.RateLimits<int>("models", new TokenBucketOptions { Permits = 1 }, options);
        using KeyedFamily<int, RateLimit> windows = KeyedFamily.RateLimits<int>("models", new SlidingWindowOptions(), options);

        (await presets.Get("a").ExecuteAsync(static _ => new ValueTask<int>(1), Token)).Should().Be(1);
        presets.Get("a").Name.Should().Be("tenants");
        presets.Get("a").ToString().Should().Contain("4 attempts");
        typed.Get(1).ToString().Should().Be("pipeline 'tenants': timeout (1 s)");
        breakers.Get(1).Name.Should().Be("hosts");
        bulkheads.Get(1).PermitLimit.Should().Be(3);
        buckets.Get(1).TryAcquire().Should().BeTrue();
        buckets.Get(1).TryAcquire().Should().BeFalse();
        buckets.Get(2).TryAcquire().Should().BeTrue();
        windows.Get(1).Should().BeOfType<SlidingWindow>();
    }

    [Fact]
    public void Beyond_the_capacity_keys_share_one_component_and_it_is_counted()
    {
        using var meters = new TestMeterFactory();
        using KeyedFamily<int, Bulkhead> family = KeyedFamily.Bulkheads<int>(
            "hosts", new() { PermitLimit = 2 }, new() { Capacity = 2, MeterFactory = meters, TimeProvider = _clock });
        BulkheadPermit[] held = [Enter(family.Get(1)), Enter(family.Get(2))];

        Bulkhead shared = family.Get(3);

        family.Get(4).Should().BeSameAs(shared).And.NotBeSameAs(family.Get(1));
        Enter(shared);
        Enter(shared);
        shared.TryEnter(out _).Should().BeFalse("the shared one has a limit too");
        meters.Measurements.Should().Equal(
            (TelemetryNames.FamilyOverflow, 1, "resilience.family.name=hosts"), (TelemetryNames.FamilyOverflow, 1, "resilience.family.name=hosts"));
        family.Snapshot().Should().Be(new KeyedFamilySnapshot("hosts", 2, 2, 2, 0, 2));
        family.TryGet(3, out _).Should().BeFalse();

        foreach (BulkheadPermit permit in held)
            permit.Dispose();
        family.Get(3).Should().NotBeSameAs(shared, "there is room now");
        family.ToString().Should().Be("hosts (2 of 2 keys)");

        static BulkheadPermit Enter(Bulkhead bulkhead)
        {
            bulkhead.TryEnter(out BulkheadPermit permit).Should().BeTrue();
            return permit;
        }
    }

    [Fact]
    public void The_shared_component_is_made_when_it_is_needed_and_again_if_that_failed()
    {
        int made = 0;
        using var family = new KeyedFamily<int, object>(
            "x", static _ => new(), () => ++made == 1 ? throw new TestException() : new(), static _ => false, new() { Capacity = 1 });
        family.Get(1);
        made.Should().Be(0);

        FluentActions.Invoking(() => family.Get(2)).Should().Throw<TestException>();
        object shared = family.Get(2);

        family.Get(3).Should().BeSameAs(shared);
        made.Should().Be(2);
    }

    [Fact]
    public void Components_can_be_removed_and_listed()
    {
        using KeyedFamily<int, CircuitBreaker> family = KeyedFamily.CircuitBreakers<int>("x");
        CircuitBreaker first = family.Get(1);
        first.Trip();

        family.ToList().Should().ContainSingle().Which.Should().Be(KeyValuePair.Create(1, first));
        (family.Remove(1), family.Remove(1)).Should().Be((true, false));

        family.Get(1).Should().NotBeSameAs(first);
    }

    [Fact]
    public void What_can_be_disposed_of_is_disposed_of_when_it_goes()
    {
        var made = new List<DisposableComponent>();
        var family = new KeyedFamily<int, DisposableComponent>(
            "x", _ => Make(), Make, static _ => true, new() { Capacity = 2, TimeProvider = _clock });
        DisposableComponent[] all = [family.Get(1), family.Get(2), family.Get(3)];
        all.Select(static one => one.Disposals).Should().Equal(1, 0, 0);
        family.Remove(2);
        all[1].Disposals.Should().Be(1);

        family.Dispose();
        family.Dispose();

        made.Should().OnlyContain(static one => one.Disposals == 1);
        FluentActions.Invoking(() => family.Get(3)).Should().Throw<ObjectDisposedException>();

        DisposableComponent Make()
        {
            made.Add(new());
            return made[^1];
        }
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        FluentActions.Invoking(static () => KeyedFamily.CircuitBreakers<int>("x", null, new() { Capacity = 0 }))
            .Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(static () => KeyedFamily.CircuitBreakers<int>("x", null, new() { IdleTimeout = TimeSpan.Zero }))
            .Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(static () => KeyedFamily.CircuitBreakers<int>(" ")).Should().Throw<ArgumentException>();
        using KeyedFamily<int, CircuitBreaker> invalid = KeyedFamily.CircuitBreakers<int>("x", new() { Probes = 0 });
        FluentActions.Invoking(() => invalid.Get(1)).Should().Throw<ArgumentException>();
    }
}
