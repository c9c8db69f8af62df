namespace Resilience.Pipelines.Calls;

/// <summary>
/// A user's callback with its state, as a struct, so that one executor serves every form of delegate without boxing or an extra call.
/// </summary>
/// <typeparam name="TRaw">What the callback returns: a <typeparamref name="T"/> or an <see cref="Outcome{T}"/>.</typeparam>
/// <typeparam name="T">The type of the result.</typeparam>
internal interface ICall<TRaw, T>
{
    /// <summary>Whether the caller waits on its own thread, so that the engine must not go on anywhere else.</summary>
    static abstract bool IsSynchronous { get; }

    /// <summary>The context that the caller gave, if any.</summary>
    ResilienceContext? Context { get; }

    /// <summary>The state that the caller gave, boxed; null for a call without state.</summary>
    object? State { get; }

    /// <summary>Called before each <see cref="Invoke"/>; an execution with a context always has a frame.</summary>
    void AttemptStarts(ExecutionFrame? frame, CancellationToken token);

    /// <summary>Whether the call is the first attempt of a race, which others may join.</summary>
    static virtual bool Races => false;

    /// <summary>Whether a first attempt that has ended at once needs no further look: it ended well, and nobody judges or measures it.</summary>
    static virtual bool IsOver<TCall>(in TCall call, in TRaw ended)
        where TCall : struct =>
        true;

    /// <summary>Has others join a first attempt that has ended at once, unless it ended well.</summary>
    /// <returns>Whether there is a race now.</returns>
    static virtual bool TryGoOn<TCall>(in TCall call, in TRaw ended, out ValueTask<TRaw> race)
        where TCall : struct
    {
        race = default;
        return false;
    }

    /// <summary>Has others join a first attempt that goes on.</summary>
    static virtual ValueTask<TRaw> GoOnAsync<TCall>(in TCall call, ValueTask<TRaw> running)
        where TCall : struct =>
        running;

    /// <summary>Has a call with a context use another one.</summary>
    static virtual void UseContext<TCall>(ref TCall call, ResilienceContext context)
        where TCall : struct
    {
    }

    /// <summary>Called by the execution once it has the result of a call that might have been left behind.</summary>
    static virtual void Received<TCall>(in TCall call)
        where TCall : struct
    {
    }

    /// <summary>Starts the callback. May run on another thread than the execution, and after it has ended.</summary>
    ValueTask<TRaw> Invoke(CancellationToken token);

    /// <summary>Reads a success out of what the callback returned.</summary>
    static abstract bool TryGetResult(in TRaw raw, out T result);

    /// <summary>
    /// Turns what the callback returned into an outcome. It is written in place: each further copy of a structure that was just written
    /// stalls the processor for as long as a branch that it did not foresee.
    /// </summary>
    static abstract void ToOutcome(in TRaw raw, out Outcome<T> outcome);
}
