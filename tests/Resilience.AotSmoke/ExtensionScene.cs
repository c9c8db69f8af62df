using Resilience.Pipelines;

namespace Resilience.AotSmoke;

/// <summary>Parts from outside, and results whose types only the call knows: generic code that has to exist in advance.</summary>
internal static class ExtensionScene
{
    public static async Task RunAsync()
    {
        Stage.Scene("extensions");
        ResiliencePipeline wrapped = new ResiliencePipelineBuilder { Name = "wrapped" }
            .Use(new Twice()).AddTimeout(TimeSpan.FromMinutes(1)).Build();
        Stage.Say("pipeline", wrapped);
        await Stage.TryAsync("middleware, class", () => wrapped.ExecuteAsync(new Service(1).AnswerAsync));
        await Stage.TryAsync("middleware, struct", () => wrapped.ExecuteAsync(static _ => new ValueTask<(int, Guid)>((42, Guid.Empty))));
        Stage.Try("middleware, synchronous", () => wrapped.Execute(static (s, _) => s.Answer().Length, new Service(0)));

        ResiliencePipeline<decimal> typed = new ResiliencePipelineBuilder<decimal> { Name = "typed" }
            .Use(static async (inner, ct) => Outcome.Success((await inner.InvokeAsync(ct)).Result + 1)).Build();
        await Stage.TryAsync("delegate", () => typed.ExecuteAsync(static _ => new ValueTask<decimal>(41)));

        ResiliencePipeline falling = new ResiliencePipelineBuilder { Name = "falling" }
            .AddFallback(new FallbackOptions<decimal> { Action = (_, _) => new(0.5m) }).Build();
        Stage.Try("fallback of the call's type", () => falling.Execute<decimal>(static _ => throw new TransientException("busy")));
        Stage.Try("fallback of another type", () => falling.Execute<Guid>(static _ => throw new TransientException("busy")));

#pragma warning disable RESX0001 // The strategy contract is experimental; it has to work as native code all the same.
        ResiliencePipeline counting = new ResiliencePipelineBuilder { Name = "counting" }.AddStrategy(() => new Counting()).Build();
#pragma warning restore RESX0001
        Stage.Say("pipeline", counting);
        Stage.Try("strategy", () => counting.Execute(static _ => 42));
        Stage.Say("strategy, failure", counting.ExecuteOutcome(static (s, _) => s.Answer(), new Service(1)));

        falling.Swap(new ResiliencePipelineBuilder { Name = "falling" }.AddRetry());
        Stage.Say("swapped", falling);
    }

    private sealed class Twice : IResilienceMiddleware
    {
        public async ValueTask<Outcome<T>> InvokeAsync<T>(ResilienceNext<T> inner, CancellationToken cancellationToken)
        {
            Outcome<T> outcome = await inner.InvokeAsync(cancellationToken);
            return outcome.IsSuccess ? outcome : await inner.InvokeAsync(cancellationToken);
        }

        public override string ToString() => "twice";
    }

#pragma warning disable RESX0001 // The strategy contract is experimental; it has to work as native code all the same.
    private sealed class Counting() : ResilienceStrategy("counting", StrategySteps.Enter | StrategySteps.Leave)
    {
        public override string ToString() => "counting";

        protected override EntryVerdict Enter(ExecutionFrame frame)
        {
            Stage.Say("entered", frame.Attempt);
            return EntryVerdict.Proceed;
        }

        protected override void Success(ExecutionFrame frame) => Stage.Say("left", "success");

        protected override FailureVerdict Failure(ExecutionFrame frame, in FailedAttempt failure)
        {
            Stage.Say("left", failure.Failure.Disposition);
            return FailureVerdict.Propagate;
        }
    }
#pragma warning restore RESX0001
}
