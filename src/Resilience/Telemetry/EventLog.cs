using Microsoft.Extensions.Logging;

namespace Resilience.Telemetry;

/// <summary>Writes events to a log.</summary>
internal static class EventLog
{
    public static void Write(ILogger logger, in ResilienceEvent happened)
    {
        switch (happened.Kind)
        {
            case ResilienceEventKind.ExecutionCompleted:
                Log.ExecutionCompleted(
                    logger, happened.Pipeline, happened.Status, happened.Duration, happened.Attempt, happened.OperationKey, happened.Code);
                break;
            case ResilienceEventKind.AttemptFailed:
                Log.AttemptFailed(logger, happened.Exception, happened.Pipeline, happened.Attempt, happened.Code, happened.OperationKey);
                break;
            case ResilienceEventKind.Retrying:
                Log.Retrying(
                    logger, happened.Pipeline, happened.Strategy, happened.Attempt, happened.Code, happened.Duration,
                    happened.OperationKey);
                break;
            case ResilienceEventKind.RetriesExhausted:
                Log.RetriesExhausted(
                    logger, happened.Exception, happened.Pipeline, happened.Strategy, happened.Attempt, happened.Code,
                    happened.OperationKey);
                break;
            case ResilienceEventKind.TimedOut:
                Log.TimedOut(logger, happened.Pipeline, happened.Strategy, happened.Attempt, happened.Duration, happened.OperationKey);
                break;
            case ResilienceEventKind.FallbackUsed:
                Log.FallbackUsed(logger, happened.Exception, happened.Pipeline, happened.Strategy, happened.Code, happened.OperationKey);
                break;
            case ResilienceEventKind.Rejected:
                Log.Rejected(logger, happened.Pipeline, happened.Strategy, happened.Code, happened.OperationKey);
                break;
            case ResilienceEventKind.CallbackFailed:
                Log.CallbackFailed(logger, happened.Exception, happened.Pipeline, happened.Strategy, happened.OperationKey);
                break;
            case ResilienceEventKind.AbandonedWorkEnded:
                Log.AbandonedWorkEnded(logger, happened.Exception, happened.Pipeline, happened.Code);
                break;
            case ResilienceEventKind.PipelineSwapped:
                Log.PipelineSwapped(logger, happened.Pipeline);
                break;
            case ResilienceEventKind.CircuitStateChanged:
                Log.CircuitStateChanged(logger, happened.Pipeline, happened.Strategy, happened.Reason);
                break;
            case ResilienceEventKind.Hedging:
                Log.Hedging(logger, happened.Pipeline, happened.Strategy, happened.Attempt, happened.Code, happened.OperationKey);
                break;
            case ResilienceEventKind.ChaosInjected:
                Log.ChaosInjected(logger, happened.Pipeline, happened.Strategy, happened.Reason, happened.OperationKey);
                break;
            case ResilienceEventKind.LimitChanged:
                Log.LimitChanged(logger, happened.Pipeline, happened.Strategy, happened.Reason);
                break;
            case ResilienceEventKind.ShadowDecision:
                Log.ShadowDecision(logger, happened.Pipeline, happened.Strategy, happened.Code, happened.OperationKey);
                break;
        }
    }
}
