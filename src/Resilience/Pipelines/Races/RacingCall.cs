using System.Runtime.CompilerServices;
using Resilience.Pipelines.Calls;
using Resilience.Timing;

namespace Resilience.Pipelines.Races;

/// <summary>
/// The first attempt of a race in the place of the user's callback. While it ends well and at once there is no race: nothing is made, armed
/// or measured for it. What is needed besides is in the frame, for copies of this structure cost as much as the call.
/// </summary>
internal struct RacingCall<TCall, TRaw, T>(TCall call) : IOutcomeCall<T>
    where TCall : struct, ICall<TRaw, T>
{
    private ExecutionFrame? _frame;

    // A race that runs from the beginning; or, for a call with a context, the first attempt's view of it.
    private object? _raceOrView;

    public static bool IsSynchronous => TCall.IsSynchronous;

    public static bool Races => true;

    public readonly ResilienceContext? Context => call.Context;

    public readonly object? State => call.State;

    public void AttemptStarts(ExecutionFrame? frame, CancellationToken token)
    {
        _frame = frame;
        // One that may be left behind must not look at the frame any more once it has begun.
        if (frame!.Core.Abandoning.Length > 0)
            _raceOrView = NewRace(isDetached: true);
        else if (TCall.IsSynchronous && frame.Core.Racing!.MayOverlap)
            _raceOrView = NewRace(isDetached: false);
        else if (call.Context is not null)
            _raceOrView = call.Context.Fork(1);
    }

    // Not inlined, and each call returned as it is: copies of what was just written stall the processor.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly ValueTask<Outcome<T>> Invoke(CancellationToken token)
    {
        if (_raceOrView is not null)
            return InvokeWith(_raceOrView, token);
        ExecutionFrame frame = _frame!;
        PipelineCore inner = frame.Core.Inner!;
        var around = new Surroundings(frame.Origin, DueOf(frame));
        if (inner.Inner is null)
            return Executor<TCall, TRaw, T, OutcomeDoor<T>, Outcome<T>>.RunLayers(inner, call, token, around);
        return Executor<TCall, TRaw, T, OutcomeDoor<T>, Outcome<T>>.RunParts(inner, call, token, around);
    }

    public static bool TryGoOn<TSelf>(in TSelf self, in Outcome<T> ended, out ValueTask<Outcome<T>> race)
        where TSelf : struct
    {
        Unsafe.SkipInit(out race);
        ref readonly RacingCall<TCall, TRaw, T> racing = ref Self(in self);
        PipelineCore core = racing._frame!.Core;
        if (!ended.IsSuccess || core.RaceJudge is not null || core.MeasuresRaces || racing._raceOrView is not null)
            return racing.TryGoOnSlowly(core, ended, out race);
        return false;
    }

    public static ValueTask<Outcome<T>> GoOnAsync<TSelf>(in TSelf self, ValueTask<Outcome<T>> running)
        where TSelf : struct
    {
        ref readonly RacingCall<TCall, TRaw, T> racing = ref Self(in self);
        return racing._raceOrView is Race<TCall, TRaw, T>
            ? running
            : racing.NewRace(isDetached: false).GoOnAsync(running, (ResilienceContext?)racing._raceOrView);
    }

    public static void Received<TSelf>(in TSelf self)
        where TSelf : struct =>
        (Self(in self)._raceOrView as Race<TCall, TRaw, T>)?.GiveContextBack();

    private static ref readonly RacingCall<TCall, TRaw, T> Self<TSelf>(in TSelf self)
        where TSelf : struct =>
        ref Unsafe.As<TSelf, RacingCall<TCall, TRaw, T>>(ref Unsafe.AsRef(in self));

    private static long DueOf(ExecutionFrame frame) => frame.Cell.Due == Timeline.Unlimited ? Timeline.Never : frame.Cell.Due;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly ValueTask<Outcome<T>> InvokeWith(object raceOrView, CancellationToken token)
    {
        if (raceOrView is Race<TCall, TRaw, T> race)
            return race.RunAsync();
        TCall first = call;
        TCall.UseContext(ref first, (ResilienceContext)raceOrView);
        ExecutionFrame frame = _frame!;
        return Executor<TCall, TRaw, T, OutcomeDoor<T>, Outcome<T>>.RunInner(
            frame.Core.Inner!, first, token, new(frame.Origin, DueOf(frame)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly bool TryGoOnSlowly(PipelineCore core, in Outcome<T> ended, out ValueTask<Outcome<T>> race)
    {
        race = default;
        if (_raceOrView is Race<TCall, TRaw, T>)
            return false;
        var view = (ResilienceContext?)_raceOrView;
        Judgement judgement = default;
        if (!ended.IsSuccess
            ? !core.Racing!.EndsWith(ended)
            : core.RaceJudge is not null && !((ResultJudge<T>)core.RaceJudge).Accepts(ended.ResultOrDefault!, out judgement))
        {
            race = NewRace(isDetached: false).GoOnAsync(ended, judgement, view);
            return true;
        }

        if (ended.IsSuccess && core.MeasuresRaces)
            core.Racing!.Answered(_frame!.SlotOf(core.Racing.Index).Entry);
        if (view is not null)
            call.Context!.Adopt(view, 1);
        return false;
    }

    private readonly Race<TCall, TRaw, T> NewRace(bool isDetached)
    {
        ExecutionFrame frame = _frame!;
        frame.SpendSource();
        return new(
            frame.Core, call, new(frame.Origin, DueOf(frame)), frame.Cell.Source!, frame.SlotOf(frame.Core.Racing!.Index).Entry, isDetached);
    }
}
