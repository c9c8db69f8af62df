using Resilience.Telemetry;

namespace Resilience.Registry;

public sealed class ProtectTests : IDisposable
{
    private readonly ResilienceRegistry _registry = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _registry.Dispose();

    [Fact]
    public async Task Each_call_of_the_function_goes_through_the_operation()
    {
        Func<string, CancellationToken, ValueTask<int>> length = _registry.Protect(
            "ai_summarize", static (string text, CancellationToken _) => new ValueTask<int>(text.Length), ResiliencePreset.Critical);
        Func<string, CancellationToken, ValueTask<int>> again = _registry.Protect(
            "ai_summarize", static (string text, CancellationToken _) => Task.FromResult(text.Length));

        (await length("four", Token)).Should().Be(4);
        (await again("three", Token)).Should().Be(5);

        OperationSnapshot snapshot = _registry.GetOrAdd("ai_summarize").Snapshot();
        (snapshot.Calls, snapshot.Definition).Should().Be((2, "Critical"));
    }

    [Fact]
    public async Task Functions_without_a_result_go_through_the_operation_too()
    {
        var sent = new List<string>();
        Func<string, CancellationToken, ValueTask> send = _registry.Protect("send", async (string text, CancellationToken _) =>
        {
            await Task.Yield();
            sent.Add(text);
        });
        Func<string, CancellationToken, ValueTask> keep = _registry.Protect(
            "send",
            static ValueTask (string _, CancellationToken _) => throw new PermanentException(),
            (text, _) =>
            {
                sent.Add($"kept {text}");
                return default;
            });
        Func<string, CancellationToken, ValueTask> fails = _registry.Protect(
            "send", static Task (string _, CancellationToken _) => throw new PermanentException());

        await send("a", Token);
        await keep("b", Token);
        await FluentActions.Awaiting(() => fails("c", Token).AsTask()).Should().ThrowAsync<PermanentException>();

        sent.Should().Equal("a", "kept b");
        OperationSnapshot snapshot = _registry.GetOrAdd("send").Snapshot();
        (snapshot.Calls, snapshot.Failures, snapshot.Fallbacks).Should().Be((3, 2, 1));
    }

    [Fact]
    public async Task A_synchronous_fallback_gets_the_input()
    {
        Func<string, CancellationToken, ValueTask<string>> process = _registry.Protect(
            "critical_ai_operation",
            static async ValueTask<string> (string text, CancellationToken _) =>
            {
                await Task.Yield();
                throw new PermanentException();
            },
            fallback: static text => $"Fallback result for {text}",
            preset: ResiliencePreset.Critical);

        (await process("x", Token)).Should().Be("Fallback result for x");

        OperationSnapshot snapshot = _registry.GetOrAdd("critical_ai_operation").Snapshot();
        (snapshot.Failures, snapshot.Fallbacks, snapshot.Successes).Should().Be((1, 1, 0));
    }

    [Fact]
    public async Task An_asynchronous_fallback_gets_the_input_too_also_of_a_call_that_was_refused()
    {
        Func<int, CancellationToken, ValueTask<int>> twice = _registry.Protect(
            "x",
            static (int number, CancellationToken _) => Task.FromResult(2 * number),
            static async (number, _) =>
            {
                await Task.Yield();
                return -number;
            });

        (await twice(3, Token)).Should().Be(6);
        using IDisposable hold = _registry.Isolate("x", "test");
        (await twice(3, Token)).Should().Be(-3);
    }

    [Fact]
    public async Task What_the_caller_cancels_has_no_fallback()
    {
        using var caller = new CancellationTokenSource();
        Func<int, CancellationToken, ValueTask<int>> call = _registry.Protect(
            "x",
            (int _, CancellationToken _) =>
            {
                caller.Cancel();
                return Task.FromCanceled<int>(caller.Token);
            },
            static _ => 7);

        await FluentActions.Awaiting(() => call(1, caller.Token).AsTask()).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_fallback_is_told_to_listeners()
    {
        var recorder = new EventRecorder();
        var options = new ResilienceRegistryOptions();
        options.Listeners.Add(recorder);
        using var registry = new ResilienceRegistry(options);

        await registry.Protect("x", static ValueTask<int> (int _, CancellationToken _) => throw new PermanentException(), static _ => 7)(1, Token);

        recorder.Events.Should().ContainSingle(static told => told.Kind == ResilienceEventKind.FallbackUsed && told.Pipeline == "x");
    }

    [Fact]
    public async Task Results_are_judged_as_the_definition_says_for_their_type()
    {
        _registry.GetOrAdd("x", static _ => new OperationDefinition(ResiliencePreset.Balanced)
            .For<int>(static options =>
            {
                options.Retry!.HandleResult = static result => result < 0;
                options.Retry.Backoff = Backoff.None;
                options.CircuitBreaker!.HandleResult = static result => result < 0;
            }));
        int calls = 0;

        int result = await _registry.Protect("x", (int _, CancellationToken _) => new ValueTask<int>(++calls < 3 ? -1 : 1))(0, Token);

        (result, calls).Should().Be((1, 3));
        _registry.GetOrAdd("x").Snapshot().Circuits.Single().Failures.Should().Be(2);
    }

    [Fact]
    public async Task A_function_keeps_its_pipeline_when_the_definition_is_replaced()
    {
        Func<int, CancellationToken, ValueTask<int>> call = _registry.Protect("x", static (int number, CancellationToken _) => Task.FromResult(number));
        int refused = 0;

        _registry.Replace("x", new(ResiliencePreset.Balanced, options => options.RateLimit = new TokenBucketOptions { Permits = 1, Burst = 1 }));
        await call(1, Token);
        try
        {
            await call(1, Token);
        }
        catch (RejectedException)
        {
            refused++;
        }

        refused.Should().Be(1);
    }

    [Fact]
    public async Task An_operation_that_a_builder_defined_protects_functions_of_any_type()
    {
        _registry.Replace("x", OperationDefinition.FromBuilder(static builder => builder.AddBulkhead(1)));

        (await _registry.Protect("x", static (int number, CancellationToken _) => Task.FromResult($"{number}"))(7, Token)).Should().Be("7");
    }
}
