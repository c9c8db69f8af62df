using System.Runtime.CompilerServices;
using Resilience.Checkpoints;

namespace Resilience.Orchestration;

/// <summary>
/// A context from which a stage begins, as often as it has to: whoever gets it may change it, so that all but the first get a copy.
/// </summary>
internal sealed class ContextKeeper<T>
{
    private readonly CheckpointSerializer<T> _serializer;
    private readonly bool _isImmutable;
    private readonly T _value;
    private StrongBox<CheckpointPayload>? _payload;
    private int _taken;

    public ContextKeeper(CheckpointSerializer<T> serializer, bool isImmutable, T value, StrongBox<CheckpointPayload>? payload = null)
    {
        _serializer = serializer;
        _isImmutable = isImmutable;
        _value = value;
        _payload = payload;
    }

    /// <summary>The context as it is stored. It must be asked for before the context is handed out.</summary>
    /// <exception cref="CheckpointException">It cannot be stored.</exception>
    public CheckpointPayload Payload => (_payload ??= new(_serializer.Serialize(_value))).Value;

    /// <summary>The context is somebody else's too: nobody gets it itself.</summary>
    public ContextKeeper<T> Shared()
    {
        PrepareCopies();
        _taken = 1;
        return this;
    }

    /// <summary>Sees to it that there can be copies.</summary>
    /// <exception cref="CheckpointException">The context cannot be stored.</exception>
    public void PrepareCopies()
    {
        if (!_isImmutable)
            _ = Payload;
    }

    /// <summary>The context, for somebody who may change it.</summary>
    public T Take() => _isImmutable || Interlocked.Exchange(ref _taken, 1) == 0 ? _value : Copy();

    /// <summary>
    /// The context as nobody has changed it, for somebody who only looks. Without a copy it is the one that was handed out.
    /// </summary>
    public T Look() => _isImmutable || Volatile.Read(ref _taken) == 0 || _payload is null ? _value : Copy();

    /// <summary>The same context, for whatever begins next: itself, unless somebody may have changed it.</summary>
    public ContextKeeper<T> Again() => _isImmutable || Volatile.Read(ref _taken) == 0 || _payload is null
        ? this
        : new(_serializer, _isImmutable, Copy(), _payload);

    /// <summary>A copy of one's own.</summary>
    public T Copy() => _isImmutable ? _value : _serializer.Deserialize(Payload);
}
