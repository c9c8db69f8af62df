#pragma warning disable xUnit1051 // The forms without a token are half of what is tested here.

namespace Resilience;

// ExecuteAsync: every form of callback that a user would write compiles without a cast and ends as it should.
public sealed partial class ResiliencePipelineOverloadTests
{
    private static readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder { Name = "overloads" }.Build();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_async_lambda_with_result_returns_it()
    {
        (await _pipeline.ExecuteAsync(async token =>
        {
            await Task.Yield();
            return token == Token ? 1 : 0;
        }, Token)).Should().Be(1);
        (await _pipeline.ExecuteAsync(async _ => 2)).Should().Be(2);
        (await _pipeline.ExecuteAsync(static async (state, token) => token == Token ? state : 0, 3, Token)).Should().Be(3);
        (await _pipeline.ExecuteAsync(static async (state, _) => state, 4)).Should().Be(4);
    }

    [Fact]
    public async Task An_async_lambda_without_result_runs()
    {
        int runs = 0;
        await _pipeline.ExecuteAsync(async token =>
        {
            await Task.Yield();
            runs += token == Token ? 1 : 0;
        }, Token);
        await _pipeline.ExecuteAsync(async _ => { runs++; });
        await _pipeline.ExecuteAsync(static async (list, token) => list.Add(token), new List<CancellationToken>(), Token);
        var list = new List<int>();
        await _pipeline.ExecuteAsync(static async (list, _) => { list.Add(1); }, list);
        runs.Should().Be(2);
        list.Should().Equal(1);
    }

    [Fact]
    public async Task An_expression_that_is_a_task_or_value_task_is_awaited()
    {
        (await _pipeline.ExecuteAsync(static _ => Task.FromResult(1))).Should().Be(1);
        (await _pipeline.ExecuteAsync(static _ => ValueTask.FromResult(2))).Should().Be(2);
        (await _pipeline.ExecuteAsync(static _ => new ValueTask<int>(3), Token)).Should().Be(3);
        (await _pipeline.ExecuteAsync(static (state, _) => Task.FromResult(state), 4)).Should().Be(4);
        (await _pipeline.ExecuteAsync(static (state, _) => new ValueTask<int>(state), 5, Token)).Should().Be(5);

        int runs = 0;
        await _pipeline.ExecuteAsync(_ => Later(() => runs++));
        await _pipeline.ExecuteAsync(_ => new ValueTask(Later(() => runs++)), Token);
        await _pipeline.ExecuteAsync((add, _) => Later(() => runs += add), 10);
        await _pipeline.ExecuteAsync((add, _) => new ValueTask(Later(() => runs += add)), 10, Token);
        runs.Should().Be(22);
    }

    [Fact]
    public async Task A_completed_task_and_a_default_are_voids()
    {
        await _pipeline.ExecuteAsync(static _ => Task.CompletedTask);
        await _pipeline.ExecuteAsync(static _ => ValueTask.CompletedTask);
        await _pipeline.ExecuteAsync(static _ => default);
        await _pipeline.ExecuteAsync(static (_, _) => Task.CompletedTask, 0);
        await _pipeline.ExecuteAsync(static (_, _) => ValueTask.CompletedTask, 0);
        ValueTask last = _pipeline.ExecuteAsync(static (_, _) => default, 0);
        last.IsCompletedSuccessfully.Should().BeTrue();
        await last;
    }

    [Fact]
    public async Task Method_groups_of_every_shape_are_taken()
    {
        (await _pipeline.ExecuteAsync(TaskOfInt)).Should().Be(1);
        (await _pipeline.ExecuteAsync(ValueTaskOfInt, Token)).Should().Be(2);
        (await _pipeline.ExecuteAsync(TaskOfState, 3)).Should().Be(3);
        (await _pipeline.ExecuteAsync(ValueTaskOfState, 4, Token)).Should().Be(4);

        var log = new Calls();
        await _pipeline.ExecuteAsync(log.VoidTask);
        await _pipeline.ExecuteAsync(log.VoidValueTask, Token);
        await _pipeline.ExecuteAsync(Calls.VoidTaskOfState, log);
        await _pipeline.ExecuteAsync(Calls.VoidValueTaskOfState, log, Token);
        log.Names.Should().Equal("task", "value task", "task of state", "value task of state");
    }

    [Fact]
    public async Task Delegates_in_variables_are_taken()
    {
        Func<CancellationToken, Task<int>> task = TaskOfInt;
        Func<CancellationToken, ValueTask<int>> valueTask = ValueTaskOfInt;
        Func<CancellationToken, Task> voidTask = static _ => Task.CompletedTask;
        Func<CancellationToken, ValueTask> voidValueTask = static _ => default;

        (await _pipeline.ExecuteAsync(task)).Should().Be(1);
        (await _pipeline.ExecuteAsync(valueTask)).Should().Be(2);
        await _pipeline.ExecuteAsync(voidTask);
        await _pipeline.ExecuteAsync(voidValueTask);
    }

    [Fact]
    public async Task A_lambda_that_only_throws_compiles_in_every_form()
    {
        Func<Task>[] calls =
        [
            async () => await _pipeline.ExecuteAsync(static _ => throw new TestException()),
            async () => await _pipeline.ExecuteAsync(static async _ => throw new TestException()),
            async () => await _pipeline.ExecuteAsync(static _ => { throw new TestException(); }),
            async () => await _pipeline.ExecuteAsync(static (_, _) => throw new TestException(), 1),
            async () => await _pipeline.ExecuteAsync(static async (_, _) => throw new TestException(), 1),
            async () => await _pipeline.ExecuteAsync<int>(static _ => throw new TestException()),
            async () => await _pipeline.ExecuteAsync<int>(static async _ => throw new TestException()),
            async () => await _pipeline.ExecuteAsync<int, string>(static (_, _) => throw new TestException(), 1),
            async () => await _pipeline.ExecuteAsync(static _ => Task.FromException<int>(new TestException())),
            async () => await _pipeline.ExecuteAsync(static _ => ValueTask.FromException<int>(new TestException())),
            async () => await _pipeline.ExecuteAsync(static _ => Task.FromException(new TestException())),
            async () => await _pipeline.ExecuteAsync(static _ => ValueTask.FromException(new TestException())),
        ];
        foreach (Func<Task> call in calls)
            await call.Should().ThrowExactlyAsync<TestException>();
    }

    [Fact]
    public async Task A_callback_that_returns_no_task_at_all_is_a_failure()
    {
        Func<Task> typed = async () => await _pipeline.ExecuteAsync(static _ => (Task<int>)null!);
        Func<Task> untyped = async () => await _pipeline.ExecuteAsync(static _ => (Task)null!);

        await typed.Should().ThrowAsync<Exception>();
        await untyped.Should().ThrowAsync<Exception>();
    }

    [Fact]
    public async Task A_callback_with_context_gets_state_and_context()
    {
        var context = new ResilienceContext("key", Token);

        (await _pipeline.ExecuteAsync(static (state, context) => new ValueTask<string>(state + context.OperationKey), "a ", context))
            .Should().Be("a key");
        (await _pipeline.ExecuteAsync(static async (state, context) =>
        {
            await Task.Yield();
            return state + context.Attempt;
        }, 1, context)).Should().Be(2);
        (await _pipeline.ExecuteAsync(KeyAsync, 5, context)).Should().Be("5 key");
    }

    [Fact]
    public void A_missing_callback_is_refused_at_once()
    {
        Action valueTask = () => _ = _pipeline.ExecuteAsync((Func<CancellationToken, ValueTask<int>>)null!).AsTask();
        Action task = () => _ = _pipeline.ExecuteAsync((Func<CancellationToken, Task>)null!).AsTask();
        Action context = () => _ = _pipeline.ExecuteAsync(static (_, _) => new ValueTask<int>(1), 1, (ResilienceContext)null!).AsTask();

        valueTask.Should().Throw<ArgumentNullException>().WithParameterName("callback");
        task.Should().Throw<ArgumentNullException>().WithParameterName("callback");
        context.Should().Throw<ArgumentNullException>().WithParameterName("context");
    }

    private static Task Later(Action action) => Task.Run(action, Token);

    private static Task<int> TaskOfInt(CancellationToken token) => Task.FromResult(1);

    private static ValueTask<int> ValueTaskOfInt(CancellationToken token) => new(2);

    private static Task<int> TaskOfState(int state, CancellationToken token) => Task.FromResult(state);

    private static ValueTask<int> ValueTaskOfState(int state, CancellationToken token) => new(state);

    private static async ValueTask<string> KeyAsync(int state, ResilienceContext context)
    {
        await Task.Yield();
        return $"{state} {context.OperationKey}";
    }

    private sealed class Calls
    {
        public List<string> Names { get; } = [];

        public static Task VoidTaskOfState(Calls log, CancellationToken token) => log.Add("task of state");

        public static ValueTask VoidValueTaskOfState(Calls log, CancellationToken token) => new(log.Add("value task of state"));

        public static void VoidOfState(Calls log, CancellationToken token) => log.Names.Add("void of state");

        public Task VoidTask(CancellationToken token) => Add("task");

        public ValueTask VoidValueTask(CancellationToken token) => new(Add("value task"));

        public void Void(CancellationToken token) => Names.Add("void");

        private Task Add(string name)
        {
            Names.Add(name);
            return Task.CompletedTask;
        }
    }
}
