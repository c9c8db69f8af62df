namespace Resilience.Timing;

/// <summary>Where the owner of a cell is.</summary>
internal enum OwnerStep
{
    WriteDue,
    TakeSource,
    WriteCaller,
    OpenGate,
    GoOn,
    Work,
    CloseGate,
    Unregister,
    LetGo,
}
