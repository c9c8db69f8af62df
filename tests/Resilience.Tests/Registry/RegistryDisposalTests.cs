using Microsoft.Extensions.Time.Testing;

namespace Resilience.Registry;

public sealed class RegistryDisposalTests
{
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void What_a_definition_owns_goes_with_the_operation()
    {
        using var registry = new ResilienceRegistry();
        Owned first = new(), second = new();
        registry.GetOrAdd("a", _ => Owning(first));
        registry.GetOrAdd("b", _ => Owning(second));

        registry.Remove("a");
        first.Disposals.Should().Be(1);
        second.Disposals.Should().Be(0);

        registry.Dispose();
        (first.Disposals, second.Disposals).Should().Be((1, 1));
    }

    [Fact]
    public async Task What_a_replaced_definition_owns_goes_when_its_last_call_has_ended_and_a_moment_later()
    {
        using var registry = new ResilienceRegistry(new() { TimeProvider = _clock });
        Owned old = new(), kept = new();
        ResilienceOperation operation = registry.GetOrAdd("x", _ => Owning(old).Owning(kept));
        var release = new TaskCompletionSource();
        Task<int> running = operation.Pipeline.ExecuteAsync(
            async _ =>
            {
                await release.Task;
                return 1;
            },
            Token).AsTask();

        registry.Replace("x", Owning(kept));
        _clock.Advance(TimeSpan.FromSeconds(5));
        old.Disposals.Should().Be(0, "a call still uses it");

        release.SetResult();
        await running;
        old.Disposals.Should().Be(0, "somebody may have looked the pipeline up and not entered it yet");
        _clock.Advance(TimeSpan.FromSeconds(1));
        (old.Disposals, kept.Disposals).Should().Be((1, 0));
    }

    [Fact]
    public void What_is_left_of_replaced_definitions_goes_with_the_registry_at_the_latest()
    {
        var registry = new ResilienceRegistry(new() { TimeProvider = _clock });
        Owned old = new(), present = new();
        registry.GetOrAdd("x", _ => Owning(old));
        registry.Replace("x", Owning(present));

        registry.Dispose();
        registry.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(5));

        (old.Disposals, present.Disposals).Should().Be((1, 1));
    }

    [Fact]
    public async Task A_disposal_that_throws_keeps_nothing_else_alive()
    {
        var registry = new ResilienceRegistry();
        Owned fine = new(), throwing = new() { Throws = true }, also = new();
        registry.GetOrAdd("a", _ => Owning(fine).Owning(throwing).Owning(also));

        await FluentActions.Awaiting(() => registry.DisposeAsync().AsTask()).Should().ThrowAsync<AggregateException>();

        (fine.Disposals, throwing.Disposals, also.Disposals).Should().Be((1, 1, 1));
    }

    [Fact]
    public void A_registry_that_was_disposed_of_makes_nothing()
    {
        var registry = new ResilienceRegistry();
        registry.GetOrAdd("a");
        registry.Dispose();

        FluentActions.Invoking(() => registry.GetOrAdd("a")).Should().Throw<ObjectDisposedException>();
        FluentActions.Invoking(() => registry.Replace("a", ResiliencePreset.Http)).Should().Throw<ObjectDisposedException>();
        FluentActions.Invoking(() => registry.CircuitBreakers.GetOrAdd("b", static _ => new())).Should().Throw<ObjectDisposedException>();
        registry.Operations.Should().BeEmpty();
    }

    [Fact]
    public void What_was_being_made_when_the_registry_was_disposed_of_is_disposed_of_too()
    {
        var registry = new ResilienceRegistry();
        KeyedFamily<int, CircuitBreaker>? family = null;

        FluentActions.Invoking(() => registry.Families.GetOrAdd("f", _ =>
        {
            registry.Dispose();
            return family = KeyedFamily.CircuitBreakers<int>("f");
        })).Should().Throw<ObjectDisposedException>();

        FluentActions.Invoking(() => family!.Get(1)).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public async Task Calls_that_run_end_as_ever_and_later_ones_pass()
    {
        var registry = new ResilienceRegistry();
        ResiliencePipeline pipeline = registry.GetPipeline("x");
        var release = new TaskCompletionSource();
        Task<int> running = pipeline.ExecuteAsync(
            async _ =>
            {
                await release.Task;
                return 1;
            },
            Token).AsTask();

        await registry.DisposeAsync();
        release.SetResult();

        (await running).Should().Be(1);
        (await pipeline.ExecuteAsync(static _ => new ValueTask<int>(2), Token)).Should().Be(2);
    }

    [Fact]
    public void Calls_on_dedicated_threads_that_the_operation_owns_are_not_lost_when_they_are_replaced()
    {
        using var registry = new ResilienceRegistry(new() { TimeProvider = _clock });
        var made = new List<DedicatedThreads>();
        ResilienceOperation operation = registry.Replace("x", Threads());
        int failed = 0;
        var caller = new Thread(() =>
        {
            for (int i = 0; i < 300; i++)
            {
                if (!operation.Pipeline.ExecuteOutcome(static _ => 1, CancellationToken.None).IsSuccess)
                    failed++;
            }
        });

        caller.Start();
        for (int i = 0; i < 20; i++)
        {
            registry.Replace("x", Threads());
            Thread.Yield();
        }

        caller.Join();
        _clock.Advance(TimeSpan.FromSeconds(1));

        failed.Should().Be(0);
        made.SkipLast(1).Should().OnlyContain(static threads => IsDisposed(threads));
        IsDisposed(made[^1]).Should().BeFalse();

        OperationDefinition Threads()
        {
            var threads = new DedicatedThreads(new() { Threads = 1, QueueLimit = 1 });
            made.Add(threads);
            return OperationDefinition.FromBuilder(builder => builder.AddDedicatedThreads(threads)).Owning(threads);
        }
    }

    private static bool IsDisposed(DedicatedThreads threads)
    {
        try
        {
            threads.RunAsync(static _ => 1);
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    private static OperationDefinition Owning(Owned owned) => OperationDefinition.FromBuilder(static _ => { }).Owning(owned);

    private sealed class Owned : IDisposable
    {
        public bool Throws { get; init; }

        public int Disposals { get; private set; }

        public void Dispose()
        {
            Disposals++;
            if (Throws)
                throw new TestException();
        }
    }
}
