using System.Runtime.CompilerServices;
using Resilience.Pipelines.Calls;

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

    private readonly TCall _call = call;

    public static bool IsSynchronous => TCall.IsSynchronous;

    public static bool Races => true;

    public readonly ResilienceContext? Context => _call.Context;

    public readonly object? State => _call.State;

    public void AttemptStarts(ExecutionFrame? frame, CancellationToken token)
    {
        _frame = frame;
        // One that may be left behind must not look at the frame any more once it has begun.
        if (frame!.Core.Abandoning.Length > 0)
            _raceOrView = NewRace(isDetached: true);
        else if (TCall.IsSynchronous && frame.Core.Racing!.MayOverlap)
            _raceOrView = NewRace(isDetached: false);
        else if (_call.Context is not null)
            _raceOrView = _call.Context.Fork(1);
    }

    // Not inlined, and each call returned as it is: copies of what was just written stall the processor.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly ValueTask<Outcome<T>> Invoke(CancellationToken token)
    {
        if (_raceOrView is not null)
            return InvokeWith(_raceOrView, token);
        ExecutionFrame frame = _frame!;
        PipelineCore inner = frame.Core.Inner!;
        var around = new Surroundings(frame.Origin, frame.AttemptDue);
        if (inner.Inner is null)
            return Executor<TCall, TRaw, T, OutcomeDoor<T>, Outcome<T>>.RunLayers(inner, _call, token, around);
        return Executor<TCall, TRaw, T, OutcomeDoor<T>, Outcome<T>>.RunParts(inner, _call, token, around);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOver<TSelf>(in TSelf self, in Outcome<T> ended)
        where TSelf : struct
    {
        ref readonly RacingCall<TCall, TRaw, T> racing = ref Self(in self);
        return ended.IsSuccess && racing._frame!.Core.LetsFirstPass && racing._raceOrView is null;
    }

    public static bool TryGoOn<TSelf>(in TSelf self, in Outcome<T> ended, out ValueTask<Outcome<T>> race)
        where TSelf : struct =>
        Self(in self).TryGoOn(ended, out race);

    public static ValueTask<Outcome<T>> GoOnAsync<TSelf>(in TSelf self, ValueTask<Outcome<T>> running)
        where TSelf : struct
    {
        ref readonly RacingCall<TCall, TRaw, T> racing = ref Self(in self);
        return racing._raceOrView is Race<TCall, TRaw, T>
            ? running
            : LoneAttempt<TCall, TRaw, T>.WatchAsync(racing._frame!, racing._call, (ResilienceContext?)racing._raceOrView, running);
    }

    public static void Received<TSelf>(in TSelf self)
        where TSelf : struct =>
        (Self(in self)._raceOrView as Race<TCall, TRaw, T>)?.GiveContextBack();

    private static ref readonly RacingCall<TCall, TRaw, T> Self<TSelf>(in TSelf self)
        where TSelf : struct =>
        ref Unsafe.As<TSelf, RacingCall<TCall, TRaw, T>>(ref Unsafe.AsRef(in self));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly ValueTask<Outcome<T>> InvokeWith(object raceOrView, CancellationToken token)
    {
        if (raceOrView is Race<TCall, TRaw, T> race)
            return race.RunAsync();
        TCall first = _call;
        TCall.UseContext(ref first, (ResilienceContext)raceOrView);
        ExecutionFrame frame = _frame!;
        return Executor<TCall, TRaw, T, OutcomeDoor<T>, Outcome<T>>.RunInner(
            frame.Core.Inner!, first, token, new(frame.Origin, frame.AttemptDue));
    }

    private readonly bool TryGoOn(in Outcome<T> ended, out ValueTask<Outcome<T>> race)
    {
        PipelineCore core = _frame!.Core;
        race = default;
        if (_raceOrView is Race<TCall, TRaw, T>)
            return false;
        var view = (ResilienceContext?)_raceOrView;
        long began = core.MeasuresRaces ? RaceClock.BeginOf(_frame!) : 0;
        if (!core.Racing!.IsEnd(core, ended, began, out Judgement judgement))
        {
            race = NewRace(isDetached: false).GoOnAsync(ended, judgement, view);
            return true;
        }

        if (view is not null)
            _call.Context!.Adopt(view, 1);
        return false;
    }

    private readonly Race<TCall, TRaw, T> NewRace(bool isDetached)
    {
        _frame!.SpendSource();
        return Race<TCall, TRaw, T>.Of(_frame, _call, RaceClock.BeginOf(_frame), isDetached);
    }
}
