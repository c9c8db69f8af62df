#pragma warning disable xUnit1051 // The forms without a token are half of what is tested here.

namespace Resilience;

// Execute and ExecuteOutcome.
public sealed partial class ResiliencePipelineOverloadTests
{
    [Fact]
    public void Synchronous_callbacks_return_their_results()
    {
        _pipeline.Execute(static _ => 1).Should().Be(1);
        _pipeline.Execute(static token => token == Token ? 2 : 0, Token).Should().Be(2);
        _pipeline.Execute(static token => Int(token)).Should().Be(1);
        _pipeline.Execute(Int).Should().Be(1);
        _pipeline.Execute(static (state, _) => state, 3).Should().Be(3);
        _pipeline.Execute(IntOfState, 4, Token).Should().Be(4);
        _pipeline.Execute(static (state, context) => state + context.OperationKey, "a ", new ResilienceContext("key")).Should().Be("a key");
        _pipeline.Execute(static _ => (string?)null).Should().BeNull();
    }

    [Fact]
    public void Synchronous_callbacks_without_result_run()
    {
        var log = new Calls();
        int runs = 0;

        _pipeline.Execute(_ => { runs++; });
        _pipeline.Execute(token => { runs += token == Token ? 1 : 0; }, Token);
        _pipeline.Execute(log.Void);
        _pipeline.Execute(_ => log.Void(Token));
        _pipeline.Execute(static (log, token) => log.Void(token), log);
        _pipeline.Execute(Calls.VoidOfState, log, Token);

        runs.Should().Be(2);
        log.Names.Should().Equal("void", "void", "void", "void of state");
    }

    [Fact]
    public void A_synchronous_lambda_that_only_throws_compiles_in_every_form()
    {
        Action[] calls =
        [
            static () => _pipeline.Execute(static _ => throw new TestException()),
            static () => _pipeline.Execute(static (_, _) => throw new TestException(), 1),
            static () => _pipeline.Execute<int>(static _ => throw new TestException()),
            static () => _pipeline.Execute<int, string>(static (_, _) => throw new TestException(), 1),
            static () => _pipeline.Execute<int, string>(static (_, _) => throw new TestException(), 1, new ResilienceContext()),
        ];

        foreach (Action call in calls)
            call.Should().ThrowExactly<TestException>();
    }

    [Fact]
    public void Synchronous_outcomes_of_results()
    {
        Outcome<int>[] outcomes =
        [
            _pipeline.ExecuteOutcome(static _ => 7),
            _pipeline.ExecuteOutcome(static token => token == Token ? 7 : 0, Token),
            _pipeline.ExecuteOutcome(static (state, _) => state, 7),
            _pipeline.ExecuteOutcome(IntOfState, 7),
            _pipeline.ExecuteOutcome(static _ => Outcome.Success(7)),
            _pipeline.ExecuteOutcome(static (state, _) => Outcome.Success(state), 7, Token),
            _pipeline.ExecuteOutcome(SyncOutcomeOfState, 7),
        ];

        outcomes.Should().OnlyContain(static outcome => outcome.IsSuccess && outcome.Result == 7);
        _pipeline.ExecuteOutcome(Int).Result.Should().Be(1);
    }

    [Fact]
    public void Synchronous_outcomes_without_result()
    {
        var log = new Calls();
        Outcome<Unit>[] outcomes =
        [
            _pipeline.ExecuteOutcome(_ => log.Void(Token)),
            _pipeline.ExecuteOutcome(log.Void),
            _pipeline.ExecuteOutcome(static (log, token) => log.Void(token), log, Token),
            _pipeline.ExecuteOutcome(Calls.VoidOfState, log),
        ];

        outcomes.Should().OnlyContain(static outcome => outcome.IsSuccess);
        log.Names.Should().HaveCount(4);
    }

    [Fact]
    public void Synchronous_failures_are_outcomes()
    {
        var fault = new TestException();
        Outcome<int>[] typed =
        [
            _pipeline.ExecuteOutcome<int>(_ => throw fault),
            _pipeline.ExecuteOutcome<int, int>((_, _) => throw fault, 1),
            _pipeline.ExecuteOutcome(_ => Outcome.Failure<int>(fault)),
            _pipeline.ExecuteOutcome(static (fault, _) => Outcome.Failure<int>(fault), fault),
        ];
        Outcome<Unit>[] voids =
        [
            _pipeline.ExecuteOutcome(_ => throw fault),
            _pipeline.ExecuteOutcome((_, _) => throw fault, 1),
        ];

        typed.Should().OnlyContain(outcome => outcome.IsFailure && ReferenceEquals(outcome.Exception, fault));
        voids.Should().OnlyContain(outcome => outcome.IsFailure && ReferenceEquals(outcome.Exception, fault));
    }

    private static int Int(CancellationToken token) => 1;

    private static int IntOfState(int state, CancellationToken token) => state;

    private static Outcome<int> SyncOutcomeOfState(int state, CancellationToken token) => Outcome.Success(state);
}
