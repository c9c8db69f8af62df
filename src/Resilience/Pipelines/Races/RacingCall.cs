using System.Runtime.CompilerServices;
using Resilience.Pipelines.Calls;
using Resilience.Timing;

namespace Resilience.Pipelines.Races;

/// <summary>
/// A race in the place of the user's callback. While the first attempt ends well and at once there is none: nothing is made, armed or
/// measured for it.
/// </summary>
internal struct RacingCall<TCall, TRaw, T>(PipelineCore core, TCall call, CancellationToken caller) : IOutcomeCall<T>
    where TCall : struct, ICall<TRaw, T>
{
    private ExecutionFrame? _frame;
    private Race<TCall, TRaw, T>? _race;

    public static bool IsSynchronous => TCall.IsSynchronous;

    public readonly ResilienceContext? Context => call.Context;

    public readonly object? State => call.State;

    public static void Received<TSelf>(in TSelf self)
        where TSelf : struct =>
        Unsafe.As<TSelf, RacingCall<TCall, TRaw, T>>(
            ref Unsafe.AsRef(in self))._race?.GiveContextBack();

    public void AttemptStarts(ExecutionFrame? frame, CancellationToken token)
    {
        _frame = frame;
        // One that may be left behind must not look at the frame any more once it has begun.
        if (core.Abandoning.Length > 0)
            _race = NewRace(frame!, isDetached: true);
    }

    public readonly ValueTask<Outcome<T>> Invoke(CancellationToken token)
    {
        if (_race is not null || (TCall.IsSynchronous && core.Racing!.MayOverlap))
            return (_race ?? NewRace(_frame!, isDetached: false)).RunAsync();

        TCall first = call;
        ResilienceContext? view = null;
        if (call.Context is not null)
            TCall.UseContext(ref first, view = call.Context.Fork(1));
        ValueTask<Outcome<T>> running = Executor<TCall, TRaw, T, OutcomeDoor<T>, Outcome<T>>.RunInner(
            core.Inner!, first, token, new(caller, DueOf(_frame!)));
        if (!running.IsCompletedSuccessfully)
            return NewRace(_frame!, isDetached: false).GoOnAsync(running, view);

        Outcome<T> outcome = running.Result;
        if (!outcome.IsSuccess)
            return core.Racing!.EndsWith(outcome) ? new(outcome) : GoOnAsync(outcome, default, view);
        if (core.RaceJudge is not null && !((ResultJudge<T>)core.RaceJudge).Accepts(outcome.ResultOrDefault!, out Judgement judgement))
            return GoOnAsync(outcome, judgement, view);

        if (core.MeasuresRaces)
            core.Racing!.Answered(_frame!.SlotOf(core.Racing.Index).Entry);
        if (view is not null)
            call.Context!.Adopt(view, 1);
        return new(outcome);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly ValueTask<Outcome<T>> GoOnAsync(
        in Outcome<T> ended, in Judgement judgement, ResilienceContext? view) =>
        NewRace(_frame!, isDetached: false).GoOnAsync(ended, judgement, view);

    private static long DueOf(ExecutionFrame frame) => frame.Cell.Due == Timeline.Unlimited ? Timeline.Never : frame.Cell.Due;

    private readonly Race<TCall, TRaw, T> NewRace(ExecutionFrame frame, bool isDetached)
    {
        frame.SpendSource();
        return new(core, call, new(caller, DueOf(frame)), frame.Cell.Source!, frame.SlotOf(core.Racing!.Index).Entry, isDetached);
    }
}
