namespace Resilience.Registry;

public sealed class RegistryCreationTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly ResilienceRegistry _registry = new();

    public void Dispose() => _registry.Dispose();

    [Fact]
    public void What_has_a_name_is_made_once_however_many_ask()
    {
        const int Threads = 16;
        using var start = new Barrier(Threads);
        int made = 0;
        var got = new CircuitBreaker[Threads];
        var operations = new ResilienceOperation[Threads];

        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, i =>
        {
            got[i] = _registry.CircuitBreakers.GetOrAdd("b", _ => Made());
            operations[i] = _registry.GetOrAdd("o", _ =>
            {
                Interlocked.Increment(ref made);
                return ResiliencePreset.Http;
            });
        });

        made.Should().Be(2);
        got.Distinct().Should().ContainSingle();
        operations.Distinct().Should().ContainSingle().Which.Definition.Preset.Should().BeSameAs(ResiliencePreset.Http);

        CircuitBreaker Made()
        {
            Interlocked.Increment(ref made);
            return new();
        }
    }

    [Fact]
    public void A_factory_may_ask_for_other_things()
    {
        ResilienceOperation outer = _registry.GetOrAdd("outer", _ =>
        {
            CircuitBreaker shared = _registry.CircuitBreakers.GetOrAdd("shared", name =>
            {
                _registry.GetOrAdd("inner");
                return new(new() { Name = name });
            });
            return new(ResiliencePreset.Balanced, options => options.SharedCircuitBreaker = shared);
        });

        outer.Snapshot().Circuits.Should().ContainSingle().Which.Name.Should().Be("shared");
        _registry.Operations.Select(static operation => operation.Name).Should().BeEquivalentTo("outer", "inner");
    }

    [Fact]
    public void A_factory_that_asks_for_what_it_makes_is_told_so()
    {
        FluentActions.Invoking(() => _registry.GetOrAdd("me", name => _registry.GetOrAdd(name).Definition))
            .Should().Throw<InvalidOperationException>().WithMessage("*operation 'me' asks for operation 'me'*");

        _registry.TryGet("me", out _).Should().BeFalse();
        _registry.GetOrAdd("me").Name.Should().Be("me");
    }

    [Fact]
    public void A_factory_that_asks_from_another_thread_is_told_so_too() =>
        FluentActions.Invoking(() => _registry.Bulkheads.GetOrAdd("me", name => Task.Run(() => Again(name)).GetAwaiter().GetResult()))
            .Should().Throw<InvalidOperationException>().WithMessage("*waits for*");

    [Fact]
    public async Task Two_factories_that_ask_for_each_other_do_not_wait_for_ever()
    {
        using var both = new Barrier(2);
        Task<Bulkhead> first = Task.Run(() => _registry.Bulkheads.GetOrAdd("a", _ => AskFor("b")));
        Task<Bulkhead> second = Task.Run(() => _registry.Bulkheads.GetOrAdd("b", _ => AskFor("a")));

        await FluentActions.Awaiting(() => Task.WhenAll(first, second).WaitAsync(_patience))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("*waits for*");

        Bulkhead AskFor(string other)
        {
            both.SignalAndWait(_patience);
            return _registry.Bulkheads.GetOrAdd(other, _ => new());
        }
    }

    [Fact]
    public void A_factory_that_throws_leaves_nothing_behind()
    {
        FluentActions.Invoking(() => _registry.RateLimits.GetOrAdd("x", static _ => throw new TestException())).Should().Throw<TestException>();
        FluentActions.Invoking(() => _registry.RateLimits.GetOrAdd("x", static _ => null!)).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => _registry.GetOrAdd("x", static _ => throw new TestException())).Should().Throw<TestException>();
        FluentActions.Invoking(() => _registry.GetOrAdd("x", ResiliencePreset.Balanced, static options => options.Retry!.MaxAttempts = 0))
            .Should().Throw<InvalidPipelineException>();

        _registry.RateLimits.Count.Should().Be(0);
        _registry.Operations.Should().BeEmpty();
        _registry.RateLimits.GetOrAdd("x", static _ => new TokenBucket()).Should().NotBeNull();
    }

    [Fact]
    public async Task Whoever_waited_for_a_factory_that_threw_tries_his_own()
    {
        using var isInside = new SemaphoreSlim(0);
        var release = new TaskCompletionSource();
        Task<Bulkhead> failing = Task.Run(() => _registry.Bulkheads.GetOrAdd("x", Fail));
        await isInside.WaitAsync(TestContext.Current.CancellationToken);
        Task<Bulkhead> waiting = Task.Run(() => _registry.Bulkheads.GetOrAdd("x", static _ => new()));
        release.SetResult();

        await FluentActions.Awaiting(() => failing).Should().ThrowAsync<TestException>();
        (await waiting).Should().NotBeNull();

        Bulkhead Fail(string name)
        {
            isInside.Release();
            release.Task.GetAwaiter().GetResult();
            throw new TestException();
        }
    }

    [Fact]
    public void What_is_being_made_is_not_there_yet()
    {
        _registry.GetOrAdd("x", name =>
        {
            _registry.TryGet(name, out _).Should().BeFalse();
            _registry.Remove(name).Should().BeFalse();
            return ResiliencePreset.Balanced;
        });

        _registry.Remove("x").Should().BeTrue();
        _registry.Remove("x").Should().BeFalse();
    }

    [Fact]
    public void Names_are_compared_exactly_and_must_not_be_empty()
    {
        _registry.GetOrAdd("x").Should().NotBeSameAs(_registry.GetOrAdd("X"));
        FluentActions.Invoking(() => _registry.GetOrAdd(" ")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => _registry.Families.GetOrAdd("", static _ => null!)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void An_operation_that_nobody_defined_is_made_from_the_default()
    {
        using var registry = new ResilienceRegistry(new()
        {
            DefaultDefinition = ResiliencePreset.Conservative,
            DefinitionOf = static name => name == "ai" ? ResiliencePreset.Llm : null,
        });

        registry.GetOrAdd("ai").Definition.Preset.Should().BeSameAs(ResiliencePreset.Llm);
        registry.GetOrAdd("other").Definition.Preset.Should().BeSameAs(ResiliencePreset.Conservative);
        _registry.GetOrAdd("other").Definition.Preset.Should().BeSameAs(ResiliencePreset.Balanced);
    }

    private Bulkhead Again(string name) => _registry.Bulkheads.GetOrAdd(name, static _ => new());
}
