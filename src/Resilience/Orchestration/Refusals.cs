namespace Resilience.Orchestration;

/// <summary>Tells refusals from failures: whoever was refused may try again later, and nothing is wrong with what he wanted.</summary>
internal static class Refusals
{
    public static bool IsOne(StageFailure failure) => failure.Rejection is not null || failure.Exception is RejectedException;
}
