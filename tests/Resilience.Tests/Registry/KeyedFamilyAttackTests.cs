namespace Resilience.Registry;

public sealed class KeyedFamilyAttackTests
{
    private const int Rounds = 20_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_key_is_ever_over_admitted_while_other_keys_flood_the_family()
    {
        const int Limit = 2;
        var shared = new Bulkhead();
        using var family = new KeyedFamily<int, Bulkhead>(
            "x", static _ => new(new() { PermitLimit = Limit }), () => shared, static bulkhead => bulkhead.IsUnused, new() { Capacity = 4 });
        int inside = 0, most = 0;
        using var stop = new CancellationTokenSource();
        Task flood = Task.Run(() => Flood(family.Get, stop.Token), Token);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Visit, Token)));
        await stop.CancelAsync();
        await flood;

        most.Should().BeLessThanOrEqualTo(Limit);

        async Task Visit()
        {
            for (int i = 0; i < Rounds; i++)
            {
                Bulkhead bulkhead = family.Get(-1);
                if (i % 64 == 0)
                    await Task.Yield(); // time for the component to be let go of before it is entered
                if (bulkhead == shared || !bulkhead.TryEnter(out BulkheadPermit permit))
                    continue;
                int now = Interlocked.Increment(ref inside);
                InterlockedMax(ref most, now);
                if (i % 16 == 0)
                    await Task.Yield();
                Interlocked.Decrement(ref inside);
                permit.Dispose();
            }
        }
    }

    [Fact]
    public async Task All_who_hold_a_component_of_a_key_hold_the_same_one()
    {
        using KeyedFamily<int, KeyToken> family = new("x", static key => new(key), static () => new(0), static _ => true, new() { Capacity = 2 });
        var lives = new ConcurrentOwners();
        using var stop = new CancellationTokenSource();
        Task flood = Task.Run(() => Flood(family.Get, stop.Token), Token);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(
            async () =>
            {
                for (int i = 0; i < Rounds; i++)
                {
                    KeyToken token = family.Get(-1);
                    if (token.Key == 0)
                        continue;
                    lives.Hold(thread, token);
                    if (i % 64 == 0)
                        await Task.Yield();
                    lives.Drop(thread);
                    GC.KeepAlive(token);
                }
            },
            Token)));
        await stop.CancelAsync();
        await flood;

        lives.WereDifferent.Should().BeFalse();
    }

    [Fact]
    public async Task Flooding_keys_neither_resets_an_open_breaker_nor_grows_the_family()
    {
        const int Capacity = 16;
        using KeyedFamily<int, CircuitBreaker> family = KeyedFamily.CircuitBreakers<int>("x", null, new() { Capacity = Capacity });
        CircuitBreaker[] open = [.. Enumerable.Range(-8, 8).Select(family.Get)];
        foreach (CircuitBreaker breaker in open)
            breaker.Trip(TimeSpan.FromDays(1));
        int most = 0;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(
            () =>
            {
                for (int i = 0; i < Rounds; i++)
                {
                    family.Get((thread * Rounds) + i);
                    InterlockedMax(ref most, family.Count);
                }
            },
            Token)));

        most.Should().BeLessThanOrEqualTo(Capacity);
        Enumerable.Range(-8, 8).Select(family.Get).Should().Equal(open);
        open.Should().OnlyContain(static breaker => breaker.State == CircuitState.Open);
    }

    [Fact]
    public void A_family_full_of_open_breakers_sends_every_new_key_to_one()
    {
        using KeyedFamily<int, CircuitBreaker> family = KeyedFamily.CircuitBreakers<int>("x", null, new() { Capacity = 4 });
        for (int key = 0; key < 4; key++)
            family.Get(key).Trip(TimeSpan.FromDays(1));

        CircuitBreaker[] got = [.. Enumerable.Range(4, 1_000).Select(family.Get)];

        got.Distinct().Should().ContainSingle();
        family.Count.Should().Be(4);
        family.Snapshot().Overflowed.Should().Be(1_000);
    }

    private static void Flood<T>(Func<int, T> get, CancellationToken stop)
    {
        for (int key = 1; !stop.IsCancellationRequested; key++)
            get(key);
    }

    private static void InterlockedMax(ref int most, int now)
    {
        int seen = Volatile.Read(ref most);
        while (now > seen)
            seen = Interlocked.CompareExchange(ref most, now, seen);
    }
}
