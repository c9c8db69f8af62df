namespace Resilience.Checkpoints.Storage;

/// <summary>
/// A folder of a storage, and all that a store does in one: the seam at which tests make a device fail. What is created is private to the
/// user; a link is never followed. Every method throws <see cref="CheckpointException"/> when the system refuses.
/// </summary>
internal abstract class StorageFolder : IDisposable
{
    /// <summary>Whether a locked file can be read by those who have not locked it.</summary>
    public virtual bool CanReadLocked => true;

    /// <summary>The names of what is in it.</summary>
    public abstract List<string> Names();

    /// <summary>Opens a folder in it; null if there is none.</summary>
    public abstract StorageFolder? OpenFolder(string name);

    /// <summary>Opens a folder in it; if there is none it is made first, durably.</summary>
    public abstract StorageFolder CreateFolder(string name);

    /// <summary>Opens a file for reading; null if there is none.</summary>
    public abstract StorageFile? Open(string name);

    /// <summary>Makes a file, which must not exist.</summary>
    public abstract StorageFile Create(string name);

    /// <summary>Makes a file, which must not exist, and locks it for as long as it is open.</summary>
    public abstract StorageFile CreateLocked(string name);

    /// <summary>Opens a file, made if there is none, and locks it for as long as it is open; null if somebody else has locked it.</summary>
    public abstract StorageFile? TryLock(string name);

    /// <summary>Whether somebody has locked a file.</summary>
    public abstract bool IsLocked(string name);

    /// <summary>Moves something in it to a name that must not exist; false if it does, or if there is nothing to move.</summary>
    public abstract bool TryMove(string name, StorageFolder target, string newName);

    /// <summary>Gives a file another name, and takes that from whatever has it.</summary>
    public abstract void Replace(string name, string newName);

    /// <summary>Deletes a file; it may be gone already.</summary>
    public abstract void Delete(string name);

    /// <summary>Deletes an empty folder; it may be gone already.</summary>
    public abstract void DeleteFolder(string name);

    /// <summary>Returns when the names in it are on the device, and not before.</summary>
    public abstract void Flush();

    public abstract void Dispose();
}
