#pragma warning disable xUnit1051 // The forms without a token are half of what is tested here.

namespace Resilience;

// The doors of a typed pipeline.
public sealed partial class ResiliencePipelineOverloadTests
{
    private static readonly ResiliencePipeline<int> _typed = new ResiliencePipelineBuilder<int> { Name = "typed overloads" }.Build();

    [Fact]
    public async Task A_typed_pipeline_takes_every_asynchronous_form()
    {
        (await _typed.ExecuteAsync(static async _ => 7)).Should().Be(7);
        (await _typed.ExecuteAsync(static async token =>
        {
            await Task.Yield();
            return token == Token ? 7 : 0;
        }, Token)).Should().Be(7);
        (await _typed.ExecuteAsync(static _ => Task.FromResult(7))).Should().Be(7);
        (await _typed.ExecuteAsync(static _ => new ValueTask<int>(7), Token)).Should().Be(7);
        (await _typed.ExecuteAsync(static _ => default)).Should().Be(0);
        (await _typed.ExecuteAsync(static async (state, _) => state, 7)).Should().Be(7);
        (await _typed.ExecuteAsync(static (state, _) => Task.FromResult(state), 7, Token)).Should().Be(7);
        (await _typed.ExecuteAsync(static (state, _) => ValueTask.FromResult(state), 7)).Should().Be(7);
        (await _typed.ExecuteAsync(TaskOfInt)).Should().Be(1);
        (await _typed.ExecuteAsync(ValueTaskOfInt)).Should().Be(2);
        (await _typed.ExecuteAsync(TaskOfState, 7)).Should().Be(7);
        (await _typed.ExecuteAsync(ValueTaskOfState, 7)).Should().Be(7);
        (await _typed.ExecuteAsync(
            static (state, context) => new ValueTask<int>(state + context.Attempt), 6, new ResilienceContext())).Should().Be(7);
    }

    [Fact]
    public async Task A_typed_pipeline_makes_outcomes_of_every_asynchronous_form()
    {
        Outcome<int>[] outcomes =
        [
            await _typed.ExecuteOutcomeAsync(static async _ => 7),
            await _typed.ExecuteOutcomeAsync(static _ => Task.FromResult(7), Token),
            await _typed.ExecuteOutcomeAsync(static _ => new ValueTask<int>(7)),
            await _typed.ExecuteOutcomeAsync(static async (state, _) => state, 7),
            await _typed.ExecuteOutcomeAsync(static (state, _) => Task.FromResult(state), 7),
            await _typed.ExecuteOutcomeAsync(static (state, _) => new ValueTask<int>(state), 7, Token),
            await _typed.ExecuteOutcomeAsync(TaskOfState, 7),
            await _typed.ExecuteOutcomeAsync(ValueTaskOfState, 7),
            await _typed.ExecuteOutcomeAsync(static async _ => Outcome.Success(7)),
            await _typed.ExecuteOutcomeAsync(static _ => new ValueTask<Outcome<int>>(Outcome.Success(7))),
            await _typed.ExecuteOutcomeAsync(static async (state, _) => Outcome.Success(state), 7, Token),
            await _typed.ExecuteOutcomeAsync(OutcomeOfState, 7),
            await _typed.ExecuteOutcomeAsync(
                static (state, context) => new ValueTask<int>(state + context.Attempt), 6, new ResilienceContext()),
        ];

        outcomes.Should().OnlyContain(static outcome => outcome.IsSuccess && outcome.Result == 7);
    }

    [Fact]
    public async Task A_typed_pipeline_makes_failures_of_every_lambda_that_throws()
    {
        Outcome<int>[] outcomes =
        [
            await _typed.ExecuteOutcomeAsync(static _ => throw new TestException()),
            await _typed.ExecuteOutcomeAsync(static async _ => throw new TestException()),
            await _typed.ExecuteOutcomeAsync(static (_, _) => throw new TestException(), 1),
            await _typed.ExecuteOutcomeAsync(static async (_, _) => throw new TestException(), 1),
            await _typed.ExecuteOutcomeAsync(static _ => Task.FromException<int>(new TestException())),
            await _typed.ExecuteOutcomeAsync(static async _ => Outcome.Failure<int>(new TestException())),
            _typed.ExecuteOutcome(static _ => throw new TestException()),
            _typed.ExecuteOutcome(static (_, _) => throw new TestException(), 1),
            _typed.ExecuteOutcome(static _ => Outcome.Failure<int>(new TestException())),
        ];
        Func<Task> thrown = static async () => await _typed.ExecuteAsync(static _ => throw new TestException());
        Func<Task> asyncThrown = static async () => await _typed.ExecuteAsync(static async _ => throw new TestException());
        Action syncThrown = static () => _typed.Execute(static _ => throw new TestException());

        outcomes.Should().OnlyContain(static outcome => outcome.IsFailure && outcome.Exception is TestException);
        await thrown.Should().ThrowExactlyAsync<TestException>();
        await asyncThrown.Should().ThrowExactlyAsync<TestException>();
        syncThrown.Should().ThrowExactly<TestException>();
    }

    [Fact]
    public void A_typed_pipeline_takes_every_synchronous_form()
    {
        _typed.Execute(static _ => 7).Should().Be(7);
        _typed.Execute(static token => token == Token ? 7 : 0, Token).Should().Be(7);
        _typed.Execute(static (state, _) => state, 7).Should().Be(7);
        _typed.Execute(Int).Should().Be(1);
        _typed.Execute(IntOfState, 7).Should().Be(7);
        _typed.Execute(static (state, context) => state + context.Attempt, 6, new ResilienceContext()).Should().Be(7);
        _typed.ExecuteOutcome(static _ => 7).Result.Should().Be(7);
        _typed.ExecuteOutcome(IntOfState, 7, Token).Result.Should().Be(7);
        _typed.ExecuteOutcome(static _ => Outcome.Success(7)).Result.Should().Be(7);
        _typed.ExecuteOutcome(static (state, _) => Outcome.Success(state), 7).Result.Should().Be(7);
        _typed.ExecuteOutcome(SyncOutcomeOfState, 7).Result.Should().Be(7);
    }

    [Fact]
    public async Task A_typed_pipeline_takes_results_of_derived_types_from_lambdas()
    {
        ResiliencePipeline<Exception> pipeline = new ResiliencePipelineBuilder<Exception>().Build();

        (await pipeline.ExecuteAsync(static async _ => new TestException())).Should().BeOfType<TestException>();
        (await pipeline.ExecuteAsync(static _ => new(new TestException()))).Should().BeOfType<TestException>();
        pipeline.Execute(static _ => new TestException()).Should().BeOfType<TestException>();
    }
}
