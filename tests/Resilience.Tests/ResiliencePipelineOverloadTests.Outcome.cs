#pragma warning disable xUnit1051 // The forms without a token are half of what is tested here.

namespace Resilience;

// ExecuteOutcomeAsync.
public sealed partial class ResiliencePipelineOverloadTests
{
    [Fact]
    public async Task Results_of_every_form_are_successful_outcomes()
    {
        Outcome<int>[] outcomes =
        [
            await _pipeline.ExecuteOutcomeAsync(static async _ => 7),
            await _pipeline.ExecuteOutcomeAsync(static async token =>
            {
                await Task.Yield();
                return token == Token ? 7 : 0;
            }, Token),
            await _pipeline.ExecuteOutcomeAsync(static _ => Task.FromResult(7)),
            await _pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(7)),
            await _pipeline.ExecuteOutcomeAsync(static async (state, _) => state, 7),
            await _pipeline.ExecuteOutcomeAsync(static (state, _) => Task.FromResult(state), 7, Token),
            await _pipeline.ExecuteOutcomeAsync(static (state, _) => ValueTask.FromResult(state), 7),
            await _pipeline.ExecuteOutcomeAsync(TaskOfState, 7),
            await _pipeline.ExecuteOutcomeAsync(ValueTaskOfState, 7),
            await _pipeline.ExecuteOutcomeAsync(static (state, _) => new ValueTask<int>(state), 7, new ResilienceContext()),
        ];

        outcomes.Should().OnlyContain(outcome => outcome.IsSuccess && outcome.Result == 7);
        (await _pipeline.ExecuteOutcomeAsync(TaskOfInt)).Result.Should().Be(1);
        (await _pipeline.ExecuteOutcomeAsync(ValueTaskOfInt)).Result.Should().Be(2);
    }

    [Fact]
    public async Task Callbacks_without_result_end_with_a_unit()
    {
        var log = new Calls();
        Outcome<Unit>[] outcomes =
        [
            await _pipeline.ExecuteOutcomeAsync(static async _ => await Task.Yield()),
            await _pipeline.ExecuteOutcomeAsync(static _ => Task.CompletedTask, Token),
            await _pipeline.ExecuteOutcomeAsync(static _ => ValueTask.CompletedTask),
            await _pipeline.ExecuteOutcomeAsync(static async (_, _) => await Task.Yield(), 1, Token),
            await _pipeline.ExecuteOutcomeAsync(static (_, _) => Task.CompletedTask, 1),
            await _pipeline.ExecuteOutcomeAsync(static (_, _) => ValueTask.CompletedTask, 1),
            await _pipeline.ExecuteOutcomeAsync(log.VoidTask),
            await _pipeline.ExecuteOutcomeAsync(log.VoidValueTask),
            await _pipeline.ExecuteOutcomeAsync(Calls.VoidTaskOfState, log),
            await _pipeline.ExecuteOutcomeAsync(Calls.VoidValueTaskOfState, log),
        ];

        outcomes.Should().OnlyContain(static outcome => outcome.IsSuccess && outcome.Result == default);
        log.Names.Should().HaveCount(4);
    }

    [Fact]
    public async Task Callbacks_that_return_outcomes_are_not_wrapped_again()
    {
        var fault = new TestException();
        Outcome<int>[] successes =
        [
            await _pipeline.ExecuteOutcomeAsync(static async _ => Outcome.Success(7)),
            await _pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<Outcome<int>>(Outcome.Success(7))),
            await _pipeline.ExecuteOutcomeAsync(static _ => ValueTask.FromResult(Outcome.Success(7)), Token),
            await _pipeline.ExecuteOutcomeAsync(static async (state, _) => Outcome.Success(state), 7),
            await _pipeline.ExecuteOutcomeAsync(static (state, _) => new ValueTask<Outcome<int>>(Outcome.Success(state)), 7, Token),
            await _pipeline.ExecuteOutcomeAsync(OutcomeOfState, 7),
        ];
        Outcome<int>[] failures =
        [
            await _pipeline.ExecuteOutcomeAsync(async _ => Outcome.Failure<int>(fault)),
            await _pipeline.ExecuteOutcomeAsync(static (fault, _) => new ValueTask<Outcome<int>>(Outcome.Failure<int>(fault)), fault),
            await _pipeline.ExecuteOutcomeAsync(async token =>
            {
                await Task.Yield();
                return token.IsCancellationRequested ? Outcome.Success(1) : Outcome.Failure<int>(fault);
            }),
        ];

        successes.Should().OnlyContain(static outcome => outcome.IsSuccess && outcome.Result == 7);
        failures.Should().OnlyContain(outcome => outcome.IsFailure && ReferenceEquals(outcome.Exception, fault));
    }

    [Fact]
    public async Task A_lambda_that_only_throws_is_a_failed_outcome_in_every_form()
    {
        Outcome<Unit>[] voids =
        [
            await _pipeline.ExecuteOutcomeAsync(static _ => throw new TestException()),
            await _pipeline.ExecuteOutcomeAsync(static async _ => throw new TestException()),
            await _pipeline.ExecuteOutcomeAsync(static (_, _) => throw new TestException(), 1),
            await _pipeline.ExecuteOutcomeAsync(static async (_, _) => throw new TestException(), 1),
            await _pipeline.ExecuteOutcomeAsync(static _ => Task.FromException(new TestException())),
            await _pipeline.ExecuteOutcomeAsync(static _ => ValueTask.FromException(new TestException())),
        ];
        Outcome<int>[] typed =
        [
            await _pipeline.ExecuteOutcomeAsync<int>(static _ => throw new TestException()),
            await _pipeline.ExecuteOutcomeAsync<int>(static async _ => throw new TestException()),
            await _pipeline.ExecuteOutcomeAsync<string, int>(static (_, _) => throw new TestException(), ""),
            await _pipeline.ExecuteOutcomeAsync(static _ => Task.FromException<int>(new TestException())),
            await _pipeline.ExecuteOutcomeAsync(static _ => ValueTask.FromException<int>(new TestException())),
            await _pipeline.ExecuteOutcomeAsync(
                static (_, _) => ValueTask.FromException<int>(new TestException()), 1, new ResilienceContext()),
        ];

        voids.Should().OnlyContain(static outcome => outcome.IsFailure && outcome.Exception is TestException);
        typed.Should().OnlyContain(static outcome => outcome.IsFailure && outcome.Exception is TestException);
    }

    private static ValueTask<Outcome<int>> OutcomeOfState(int state, CancellationToken token) => new(Outcome.Success(state));
}
