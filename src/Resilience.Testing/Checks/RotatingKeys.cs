using System.Text;

namespace Resilience.Testing.Checks;

/// <summary>Keys that change, are forgotten, or cannot be had, as a check wants it.</summary>
internal sealed class RotatingKeys : ICheckpointKeyProvider
{
    public static readonly CheckpointKey First = Key(1);
    public static readonly CheckpointKey Second = Key(2);

    public CheckpointKey Now { get; set; } = First;

    /// <summary>Whether only the current key is known.</summary>
    public bool Forgotten { get; set; }

    /// <summary>What is thrown instead of an answer; null to answer.</summary>
    public Exception? Fault { get; set; }

    public CheckpointKey Current => Fault is null ? Now : throw Fault;

    public CheckpointKey? Find(int id)
    {
        if (Fault is not null)
            throw Fault;
        CheckpointKey? found = id == First.Id ? First : id == Second.Id ? Second : null;
        return Forgotten && found != Now ? null : found;
    }

    private static CheckpointKey Key(int id) => new(id, Encoding.ASCII.GetBytes(new string((char)('0' + id), 32)));
}
