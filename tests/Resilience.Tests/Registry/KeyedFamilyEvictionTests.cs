using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;

namespace Resilience.Registry;

public sealed class KeyedFamilyEvictionTests : IDisposable
{
    private static readonly TimeSpan _idle = TimeSpan.FromMinutes(10);

    private readonly FakeTimeProvider _clock = new();
    private readonly KeyedFamily<int, CircuitBreaker> _breakers;

    public KeyedFamilyEvictionTests() => _breakers = KeyedFamily.CircuitBreakers<int>(
        "x", new() { ConsecutiveFailures = 3, BreakDuration = TimeSpan.FromSeconds(30) }, Options(3));

    public void Dispose() => _breakers.Dispose();

    [Fact]
    public void The_key_that_was_not_looked_up_for_longest_gives_way()
    {
        _breakers.Get(1);
        _breakers.Get(2);
        _breakers.Get(3);
        _breakers.Get(1);

        _breakers.Get(4);

        Keys().Should().Equal(1, 3, 4);
    }

    [Fact]
    public void Idle_components_go_by_themselves_and_used_ones_stay()
    {
        _breakers.Get(1);
        _breakers.Get(2);
        for (int quarter = 0; quarter < 6; quarter++)
        {
            _clock.Advance(_idle / 4);
            _breakers.Get(2);
        }

        Keys().Should().Equal(2);
        _breakers.Snapshot().Evicted.Should().Be(1);
    }

    [Fact]
    public void A_component_stays_for_at_least_the_idle_time()
    {
        _clock.Advance(_idle / 8);
        _breakers.Get(1);

        _clock.Advance(_idle - TimeSpan.FromTicks(1));

        Keys().Should().Equal(1);
        _clock.Advance(_idle / 2);
        Keys().Should().BeEmpty();
    }

    [Fact]
    public void An_open_breaker_is_never_let_go_of_within_its_break_whatever_comes()
    {
        CircuitBreaker open = _breakers.Get(1);
        open.Trip(TimeSpan.FromDays(1));

        for (int key = 2; key < 1_000; key++)
            _breakers.Get(key);
        _clock.Advance(5 * _idle);

        _breakers.Get(1).Should().BeSameAs(open);
        open.State.Should().Be(CircuitState.Open);
    }

    [Fact]
    public void An_open_breaker_whose_break_is_over_goes_when_it_is_idle_and_not_before()
    {
        CircuitBreaker open = _breakers.Get(1);
        open.Trip(TimeSpan.FromMinutes(1));
        _clock.Advance(TimeSpan.FromMinutes(2));
        for (int key = 2; key < 100; key++)
            _breakers.Get(key);
        _breakers.TryGet(1, out _).Should().BeTrue("other keys do not drive it out");

        _clock.Advance(2 * _idle);

        _breakers.TryGet(1, out _).Should().BeFalse("dead hosts must not fill the family for good");
    }

    [Fact]
    public void A_breaker_that_remembers_failures_is_not_driven_out_by_other_keys()
    {
        CircuitBreaker failing = _breakers.Get(1);
        Fail(failing, 2);

        for (int key = 2; key < 100; key++)
            _breakers.Get(key);
        Fail(_breakers.Get(1), 1);

        failing.State.Should().Be(CircuitState.Open, "all three failures are counted");
    }

    [Fact]
    public void A_breaker_that_somebody_steers_is_kept()
    {
        using IDisposable hold = _breakers.Get(1).Isolate("test");
        _breakers.Get(2).UseMetricsOnly();
        _breakers.Get(3).Disable();

        _breakers.Get(4);
        _clock.Advance(5 * _idle);

        Keys().Should().Equal(1, 2, 3);
    }

    [Fact]
    public void Permits_in_use_keep_a_bulkhead()
    {
        using KeyedFamily<int, Bulkhead> family = KeyedFamily.Bulkheads<int>("x", new() { PermitLimit = 1 }, Options(1));
        family.Get(1).TryEnter(out BulkheadPermit permit).Should().BeTrue();

        family.Get(2);
        _clock.Advance(5 * _idle);
        family.Get(1).TryEnter(out _).Should().BeFalse();

        permit.Dispose();
        family.Get(2);
        family.TryGet(1, out _).Should().BeFalse();
    }

    [Fact]
    public void Used_up_permits_keep_a_rate_limit_until_they_are_back()
    {
        using KeyedFamily<int, RateLimit> family = KeyedFamily.RateLimits<int>(
            "x", new TokenBucketOptions { Permits = 1, Period = TimeSpan.FromHours(1) }, Options(1));
        family.Get(1).TryAcquire().Should().BeTrue();

        for (int key = 2; key < 100; key++)
            family.Get(key);
        _clock.Advance(TimeSpan.FromMinutes(50));
        family.Get(1).TryAcquire().Should().BeFalse();

        _clock.Advance(TimeSpan.FromMinutes(10));
        family.Get(2);
        family.TryGet(1, out _).Should().BeFalse();
    }

    [Fact]
    public async Task A_pipeline_rests_when_all_of_its_components_do()
    {
        using KeyedFamily<int, ResiliencePipeline> family = KeyedFamily.Pipelines<int>(
            "x", ResiliencePreset.Conservative, static options => options.Retry = null, Options(1));
        ResiliencePipeline first = family.Get(1);
        var release = new TaskCompletionSource();
        Task<Outcome<Unit>> running = first.ExecuteOutcomeAsync(async _ => await release.Task, TestContext.Current.CancellationToken).AsTask();

        family.Get(2).Should().NotBeSameAs(first);
        family.Get(1).Should().BeSameAs(first);

        release.SetException(new ServiceUnavailableException());
        await running;
        family.Get(2);
        family.TryGet(1, out _).Should().BeTrue("its breaker remembers a failure");
        _clock.Advance(TimeSpan.FromSeconds(20));
        family.Get(2);
        family.TryGet(1, out _).Should().BeFalse();
    }

    [Fact]
    public void A_predicate_that_throws_keeps_the_component()
    {
        using var family = new KeyedFamily<int, object>("x", static _ => new(), static () => new(), static _ => throw new TestException(), Options(1));
        object first = family.Get(1);

        family.Get(2);
        _clock.Advance(5 * _idle);

        family.Get(1).Should().BeSameAs(first);
    }

    [Fact]
    public void Whoever_holds_a_component_that_was_let_go_of_is_never_beside_another_one()
    {
        CircuitBreaker held = _breakers.Get(1);
        Flood();
        _breakers.TryGet(1, out _).Should().BeFalse();
        Collect();

        Fail(held, 3);

        _breakers.Get(1).Should().BeSameAs(held);
        _breakers.TryGet(1, out CircuitBreaker? back).Should().BeTrue();
        back.Should().BeSameAs(held);
        GC.KeepAlive(held);
    }

    [Fact]
    public void A_component_that_learned_something_after_it_was_let_go_of_comes_back_by_itself()
    {
        LetGoOfOneThatOpensThen();

        for (int tries = 0; tries < 10 && !_breakers.TryGet(1, out _); tries++)
            Collect();

        _breakers.Get(1).State.Should().Be(CircuitState.Open, "nobody held it, and it was not forgotten");
    }

    [Fact]
    public void What_is_let_go_of_is_freed()
    {
        WeakReference[] gone = MakeAndIdle();

        for (int tries = 0; tries < 10 && gone.Any(static one => one.IsAlive); tries++)
            Collect();

        gone.Should().OnlyContain(static one => !one.IsAlive);
        _breakers.Count.Should().Be(0);
    }

    [Fact]
    public void A_family_that_is_forgotten_is_freed_with_its_timer_running()
    {
        WeakReference forgotten = MakeAndForget();

        for (int tries = 0; tries < 10 && forgotten.IsAlive; tries++)
            Collect();
        _clock.Advance(_idle);

        forgotten.IsAlive.Should().BeFalse();
    }

    private static void Fail(CircuitBreaker breaker, int times)
    {
        for (int i = 0; i < times; i++)
        {
            breaker.TryEnter(out CircuitPermit permit).Should().BeTrue();
            permit.Fail(new ServiceUnavailableException());
        }
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private KeyedFamilyOptions Options(int capacity) => new() { Capacity = capacity, IdleTimeout = _idle, TimeProvider = _clock };

    private IEnumerable<int> Keys() => _breakers.ToList().Select(static entry => entry.Key).Order();

    private void Flood()
    {
        for (int key = 100; key < 110; key++)
            _breakers.Get(key);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LetGoOfOneThatOpensThen()
    {
        CircuitBreaker held = _breakers.Get(1);
        Flood();
        held.Trip(TimeSpan.FromDays(1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference[] MakeAndIdle()
    {
        WeakReference[] made = [new(_breakers.Get(1)), new(_breakers.Get(2))];
        _clock.Advance(2 * _idle);
        return made;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference MakeAndForget()
    {
        KeyedFamily<int, CircuitBreaker> family = KeyedFamily.CircuitBreakers<int>("forgotten", null, Options(1));
        family.Get(1);
        family.Get(2);
        return new(family);
    }
}
