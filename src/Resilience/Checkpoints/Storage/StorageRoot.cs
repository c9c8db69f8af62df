namespace Resilience.Checkpoints.Storage;

/// <summary>Opens the root folder of a store.</summary>
internal static class StorageRoot
{
    /// <summary>Opens the root folder with the calls that this system has; null if there is none and none is to be made.</summary>
    public static StorageFolder? Open(string path, bool create) => OperatingSystem.IsLinux() && Environment.Is64BitProcess
        ? LinuxFolder.OpenRoot(path, create)
        : PortableFolder.OpenRoot(path, create);
}
