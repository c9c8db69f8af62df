using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;
using Microsoft.Extensions.Time.Testing;
using Resilience.Pipelines;

namespace Resilience;

public sealed class ResiliencePipelineTests
{
    private static readonly AsyncLocal<string?> _ambient = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Pipelines whose doors go different ways through the engine.</summary>
    public static TheoryData<string> Kinds => ["empty", "retry", "timeout", "stack", "middleware"];

    [Fact]
    public async Task An_empty_pipeline_runs_the_call_as_it_is()
    {
        (await ResiliencePipeline.Empty.ExecuteAsync(static token => new ValueTask<bool>(token == Token), Token)).Should().BeTrue();
        ResiliencePipeline.Empty.Name.Should().Be("empty");
        ResiliencePipeline.Empty.Hazards.Should().BeEmpty();
        ResiliencePipeline.Empty.ToString().Should().Be("pipeline 'empty': no strategies");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_cancelled_token_never_starts_the_callback(string kind)
    {
        ResiliencePipeline pipeline = Pipeline(kind);
        var cancelled = new CancellationToken(canceled: true);
        var context = new ResilienceContext("key", cancelled);
        int runs = 0;

        Outcome<int>[] outcomes =
        [
            await pipeline.ExecuteOutcomeAsync(_ => new ValueTask<int>(runs++), cancelled),
            await pipeline.ExecuteOutcomeAsync(_ => Task.FromResult(runs++), cancelled),
            await pipeline.ExecuteOutcomeAsync((_, _) => new ValueTask<int>(runs++), 0, cancelled),
            await pipeline.ExecuteOutcomeAsync((_, _) => Task.FromResult(runs++), 0, cancelled),
            await pipeline.ExecuteOutcomeAsync((_, _) => new ValueTask<int>(runs++), 0, context),
            await pipeline.ExecuteOutcomeAsync(_ => new ValueTask<Outcome<int>>(Outcome.Success(runs++)), cancelled),
            pipeline.ExecuteOutcome(_ => runs++, cancelled),
            pipeline.ExecuteOutcome((_, _) => runs++, 0, cancelled),
            pipeline.ExecuteOutcome(_ => Outcome.Success(runs++), cancelled),
        ];
        Outcome<Unit>[] voids =
        [
            await pipeline.ExecuteOutcomeAsync(_ => Count(ref runs), cancelled),
            await pipeline.ExecuteOutcomeAsync(_ => new ValueTask(Count(ref runs)), cancelled),
            pipeline.ExecuteOutcome(_ => { runs++; }, cancelled),
        ];
        Func<Task>[] thrown =
        [
            () => pipeline.ExecuteAsync(_ => new ValueTask<int>(runs++), cancelled).AsTask(),
            () => pipeline.ExecuteAsync(_ => Task.FromResult(runs++), cancelled).AsTask(),
            () => pipeline.ExecuteAsync((_, _) => new ValueTask<int>(runs++), 0, cancelled).AsTask(),
            () => pipeline.ExecuteAsync((_, _) => new ValueTask<int>(runs++), 0, context).AsTask(),
            () => pipeline.ExecuteAsync(_ => Count(ref runs), cancelled).AsTask(),
            () => pipeline.ExecuteAsync(_ => new ValueTask(Count(ref runs)), cancelled).AsTask(),
            () => Task.FromResult(pipeline.Execute(_ => runs++, cancelled)),
            () => Task.FromResult(pipeline.Execute((_, _) => runs++, 0, context)),
        ];

        outcomes.Should().OnlyContain(static outcome => outcome.IsCancelled);
        voids.Should().OnlyContain(static outcome => outcome.IsCancelled);
        foreach (Func<Task> call in thrown)
            (await call.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(cancelled);
        runs.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_callback_that_throws_at_once_is_a_faulted_task(string kind)
    {
        ResiliencePipeline pipeline = Pipeline(kind);

        Task<int> result = pipeline.ExecuteAsync<int>(static _ => throw new InvalidDataException(), Token).AsTask();
        Task nothing = pipeline.ExecuteAsync(static _ => throw new InvalidDataException(), Token).AsTask();

        await ((Func<Task>)(() => result)).Should().ThrowExactlyAsync<InvalidDataException>();
        await ((Func<Task>)(() => nothing)).Should().ThrowExactlyAsync<InvalidDataException>();
        (result.IsFaulted && nothing.IsFaulted).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_stack_trace_of_the_users_exception_is_kept(string kind)
    {
        ResiliencePipeline pipeline = Pipeline(kind);
        Func<Task>[] calls =
        [
            () => pipeline.ExecuteAsync(static _ => ThrowFromHere(), Token).AsTask(),
            () => pipeline.ExecuteAsync(static async _ => await ThrowFromHere(), Token).AsTask(),
            () => pipeline.ExecuteAsync(static async _ =>
            {
                await Task.Yield();
                return await ThrowFromHere();
            }, Token).AsTask(),
            () => Task.FromResult(pipeline.Execute(static _ => ThrowFromHere().AsTask().Result, Token)),
            async () => (await pipeline.ExecuteOutcomeAsync(static _ => ThrowFromHere(), Token)).ThrowIfNotSuccess(),
        ];

        foreach (Func<Task> call in calls)
            (await call.Should().ThrowExactlyAsync<InvalidDataException>()).Which.StackTrace.Should().Contain(nameof(ThrowFromHere));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_callers_cancellation_carries_the_callers_token_and_cancels_the_task(string kind)
    {
        ResiliencePipeline pipeline = Pipeline(kind);
        using var source = new CancellationTokenSource();

        Task<int> task = pipeline.ExecuteAsync(static async token =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return 1;
        }, source.Token).AsTask();
        await source.CancelAsync();

        OperationCanceledException exception = (await ((Func<Task>)(() => task)).Should().ThrowAsync<OperationCanceledException>()).Which;
        exception.CancellationToken.Should().Be(source.Token);
        task.IsCanceled.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_synchronous_callback_that_sees_the_cancellation_ends_the_same_way(string kind)
    {
        ResiliencePipeline pipeline = Pipeline(kind);
        using var source = new CancellationTokenSource();

        Task<int> task = pipeline.ExecuteAsync<int>(_ =>
        {
            source.Cancel();
            throw new OperationCanceledException();
        }, source.Token).AsTask();

        (await ((Func<Task>)(() => task)).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(source.Token);
        task.IsCanceled.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_cancellation_that_is_not_the_callers_is_a_failure(string kind)
    {
        Outcome<int> outcome = await Pipeline(kind).ExecuteOutcomeAsync<int>(
            static _ => throw new OperationCanceledException("mine"), Token);

        outcome.IsCancelled.Should().BeFalse();
        outcome.IsFailure.Should().BeTrue();
        outcome.Exception.Should().BeOfType<OperationCanceledException>().Which.Message.Should().Be("mine");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_success_after_the_caller_has_cancelled_is_a_success(string kind)
    {
        using var source = new CancellationTokenSource();

        Outcome<int> outcome = await Pipeline(kind).ExecuteOutcomeAsync(async _ =>
        {
            await source.CancelAsync();
            return 1;
        }, source.Token);

        outcome.IsSuccess.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_pipeline_serves_again_after_every_kind_of_end(string kind)
    {
        ResiliencePipeline pipeline = Pipeline(kind);
        for (int i = 0; i < 3; i++)
        {
            (await pipeline.ExecuteAsync(static _ => new ValueTask<int>(1), Token)).Should().Be(1);
            (await pipeline.ExecuteOutcomeAsync<int>(static _ => throw new InvalidDataException(), Token)).IsFailure.Should().BeTrue();
            (await pipeline.ExecuteOutcomeAsync(static _ => default, new CancellationToken(true))).IsCancelled.Should().BeTrue();
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_task_that_was_awaited_before_is_a_failure_like_any_other(string kind)
    {
        List<string> steps = [];
        ResiliencePipeline watched = new ResiliencePipelineBuilder()
            .AddStrategy(() => new RecordingStrategy("watch", steps, StrategySteps.Enter | StrategySteps.Leave))
            .Build();
        var consumed = new ValueTask<int>(new ConsumedSource(), 1);

        Outcome<int> outcome = await Pipeline(kind).ExecuteOutcomeAsync(_ => consumed, Token);
        Outcome<int> seen = await watched.ExecuteOutcomeAsync(_ => consumed, Token);

        outcome.Exception.Should().BeOfType<InvalidOperationException>();
        seen.Exception.Should().BeOfType<InvalidOperationException>();
        steps.Should().Equal("watch enter 1", "watch failure 1 failure.unknown");
    }

    [Fact]
    public async Task A_callback_that_is_not_async_writes_into_the_callers_execution_context()
    {
        ResiliencePipeline pipeline = Pipeline("stack");

        await pipeline.ExecuteAsync(static async _ => { _ambient.Value = "async"; }, Token);
        _ambient.Value.Should().BeNull("an async method puts the context back");

        await pipeline.ExecuteAsync(static _ =>
        {
            _ambient.Value = "not async";
            return ValueTask.CompletedTask;
        }, Token);
        _ambient.Value.Should().Be("not async");
    }

    [Fact]
    public async Task Callbacks_see_the_callers_execution_context_in_every_attempt()
    {
        var seen = new List<string?>();
        _ambient.Value = "caller";

        await Pipeline("stack").ExecuteOutcomeAsync(async _ =>
        {
            seen.Add(_ambient.Value);
            _ambient.Value = "attempt";
            await Task.Yield();
            throw new TransientException();
        }, Token);

        seen.Should().Equal("caller", "caller", "caller");
    }

    [Theory]
    [InlineData("retry")]
    [InlineData("stack")]
    [InlineData("middleware")]
    public void A_synchronous_call_stays_on_its_thread(string kind)
    {
        var threads = new List<int>();
        int here = Environment.CurrentManagedThreadId;

        Outcome<int> outcome = Pipeline(kind).ExecuteOutcome<int>(_ =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            throw new TransientException();
        }, Token);

        outcome.IsFailure.Should().BeTrue();
        threads.Should().Equal(here, here, here);
    }

    [Fact]
    public void A_synchronous_call_stays_on_its_thread_through_delays_and_slow_handlers()
    {
        var threads = new List<int>();
        int here = Environment.CurrentManagedThreadId;
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = new ImmediateTimeProvider() }
            .AddRetry(new RetryOptions
            {
                Backoff = Backoff.Constant(TimeSpan.FromHours(1)).WithCeiling(TimeSpan.FromHours(1)),
                OnRetry = static async _ => await Task.Yield(),
            })
            .Build();

        Outcome<int> outcome = pipeline.ExecuteOutcome(_ =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            return threads.Count < 3 ? throw new TransientException() : threads.Count;
        }, Token);

        outcome.Result.Should().Be(3);
        threads.Should().Equal(here, here, here);
    }

    [Fact]
    public void A_synchronous_wait_between_attempts_ends_when_the_caller_cancels()
    {
        using var source = new CancellationTokenSource();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = new FakeTimeProvider() }
            .AddRetry(new RetryOptions
            {
                Backoff = Backoff.Constant(TimeSpan.FromSeconds(1)),
                OnRetry = arguments =>
                {
                    // Runs on another thread while this one waits; the delay itself never ends, for the clock stands still.
                    _ = Task.Run(source.Cancel, Token);
                    return default;
                },
            })
            .Build();

        Outcome<int> outcome = pipeline.ExecuteOutcome<int>(static _ => throw new TransientException(), source.Token);

        outcome.IsCancelled.Should().BeTrue();
        ((OperationCanceledException)outcome.Exception!).CancellationToken.Should().Be(source.Token);
    }

    [Fact]
    public async Task Synchronous_and_asynchronous_calls_may_nest()
    {
        ResiliencePipeline pipeline = Pipeline("stack");

        int result = await pipeline.ExecuteAsync(async token =>
        {
            await Task.Yield();
            int inner = pipeline.Execute(inner => pipeline.Execute(static _ => 1, inner) + 1, token);
            return inner + await pipeline.ExecuteAsync(static _ => new ValueTask<int>(1), token);
        }, Token);

        result.Should().Be(3);
    }

    private static ResiliencePipeline Pipeline(string kind)
    {
        var builder = new ResiliencePipelineBuilder { Name = kind, TimeProvider = new FakeTimeProvider() };
        var retry = new RetryOptions { Backoff = Backoff.None };
        return kind switch
        {
            "empty" => builder.Build(),
            "retry" => builder.AddRetry(retry).Build(),
            "timeout" => builder.AddTimeout(TimeSpan.FromSeconds(1)).Build(),
            "stack" => builder.AddTimeout(TimeSpan.FromSeconds(2)).AddRetry(retry).AddTimeout(TimeSpan.FromSeconds(1)).Build(),
            _ => builder.AddRetry(retry).Use(new Pipelines.PassingMiddleware()).AddTimeout(TimeSpan.FromSeconds(1)).Build(),
        };
    }

    private static Task Count(ref int runs)
    {
        runs++;
        return Task.CompletedTask;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ValueTask<int> ThrowFromHere() => throw new InvalidDataException();

    private sealed class ConsumedSource : IValueTaskSource<int>
    {
        public int GetResult(short token) => throw new InvalidOperationException();

        public ValueTaskSourceStatus GetStatus(short token) => throw new InvalidOperationException();

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            throw new InvalidOperationException();
    }
}
